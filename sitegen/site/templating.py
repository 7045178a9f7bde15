"""Jinja, where a site says the same in many places: templates compiled once, texts escaped once."""

import functools
import hashlib
import json
import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import jinja2
import msgspec
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr, Name
from markupsafe import Markup, escape

_PACKAGE = Path(__file__).parent.parent
# So many templates of a theme, with some that were edited meanwhile, are kept as code.
_MOST_COMPILED = 300
# So many texts that templates wrote are kept escaped: names, titles and summaries, so long at most.
_MOST_ESCAPED, _PHRASE = 8192, 400


class Compiled(jinja2.BytecodeCache):
    """Templates made into code, for as long as this process lives: the preview builds often.

    Those of the default theme are kept on disk too, where Python keeps what it made of sitegen's
    own modules. Of an archive's own none are: others could put code of theirs in their place.

    Args:
        words: what tells the words that stand in the code from others.
        theme: the default theme's folder.
        maker: a digest of what makes the code.
    """

    _known: ClassVar[dict[tuple[str, str, str], CodeType]] = {}

    def __init__(self, words: str, theme: Path, maker: str) -> None:
        self._words, self._theme = words, theme
        self._sign = hashlib.sha256(f"{maker}\0{words}".encode("utf-8", "surrogatepass")).digest()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a template is known by: the file that it stands in."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Look whether a template of this name and text was made before."""
        bucket.code = self._known.get((bucket.key, bucket.checksum, self._words))
        path = None if bucket.code else self._path(bucket)
        if path:
            with suppress(OSError):
                data = path.read_bytes()
                if data.startswith(self._sign):
                    bucket.bytecode_from_string(data[len(self._sign) :])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made."""
        if len(self._known) > _MOST_COMPILED:
            self._known.clear()
        if bucket.code is None:
            return
        self._known[bucket.key, bucket.checksum, self._words] = bucket.code
        path = self._path(bucket)
        if path and not sys.dont_write_bytecode:
            new = path.with_suffix(f".{os.getpid()}")
            with suppress(OSError):  # who installed sitegen may not be who runs it
                path.parent.mkdir(parents=True, exist_ok=True)
                new.write_bytes(self._sign + bucket.bytecode_to_string())
                new.replace(path)

    def _path(self, bucket: Bucket) -> Path | None:
        """Return where the code of one of the default theme's templates is kept."""
        file = Path(bucket.key)
        if not file.is_relative_to(self._theme):
            return None
        name = ".".join(("theme", *file.relative_to(self._theme).parts, "py"))
        return Path(cache_from_source(str(_PACKAGE / name)))


# What every template gets of sitegen, which asks for nothing of Jinja's.
_OURS = frozenset({"link", "absolute"})


class _Code(CodeGenerator):
    """Has templates ask `Environment.escaped` for what they write, and call `link` at once."""

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - as there
        called, ours = node.node, isinstance(node.node, Name) and node.node.name in _OURS
        if not ours or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(called, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - as there
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Environment(jinja2.Environment):
    """Jinja's, whose templates ask it for what they write."""

    code_generator_class = _Code

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as there
        super().__init__(**options)
        self.policies["json.dumps_function"] = _json
        self._loaded: dict[str, jinja2.Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template gets: the same for all, where it has nothing of its own."""
        return super().make_globals(d) if d else self.globals

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as there
    ) -> jinja2.Template:
        """Return a template; it is looked for once, since nothing is reloaded."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent)
        return self._loaded[name]

    @staticmethod
    def escaped(value: object) -> str:
        """Return what a template writes, escaped unless it is markup."""
        if type(value) is Markup:
            return value
        if type(value) is str and len(value) <= _PHRASE:
            return _escaped(value)
        return escape(value)


@functools.lru_cache(maxsize=_MOST_ESCAPED)
def _escaped(text: str) -> str:
    return str(escape(text))


def _json(value: object, **_: object) -> str:
    """Return a value as JSON, its keys in one order."""
    try:
        return msgspec.json.encode(value, order="sorted").decode("utf-8")
    except (TypeError, UnicodeEncodeError):  # a type of a theme's own; half a character
        return json.dumps(value, sort_keys=True)
