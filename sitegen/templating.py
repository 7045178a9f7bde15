"""Jinja, where a site says the same in many places: templates compiled once, texts escaped once."""

import functools
from types import CodeType
from typing import Any, ClassVar

import jinja2
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

# So many templates of a theme, with some that were edited meanwhile, are kept as code.
_MOST_COMPILED = 300
# So many texts that templates wrote are kept escaped: names, titles and summaries, so long at most.
_MOST_ESCAPED, _PHRASE = 8192, 400


class Compiled(jinja2.BytecodeCache):
    """Templates made into code, for as long as this process lives: the preview builds often.

    None is kept on disk, where others could put code of theirs in its place.

    Args:
        words: what tells the words that stand in the code from others.
    """

    _known: ClassVar[dict[tuple[str, str, str], CodeType]] = {}

    def __init__(self, words: str) -> None:
        self._words = words

    def load_bytecode(self, bucket: Bucket) -> None:
        """Look whether a template of this name and text was made before."""
        bucket.code = self._known.get((bucket.key, bucket.checksum, self._words))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made."""
        if len(self._known) > _MOST_COMPILED:
            self._known.clear()
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum, self._words] = bucket.code


class _Code(CodeGenerator):
    """Has templates ask `Environment.escaped` for what they write."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - as there
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Environment(jinja2.Environment):
    """Jinja's, whose templates ask it for what they write."""

    code_generator_class = _Code

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
