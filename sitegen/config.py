"""sitegen.toml, the environment and the command line become one Config.

Precedence: command line > `SITEGEN_*` > sitegen.toml > default. It is read once, here; `build`
unpacks it and passes plain arguments, so that nothing below knows where a setting came from.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sitegen.errors import ConfigError
from sitegen.language.languages import known
from sitegen.model.topics import IPTC, Topic

FILE_NAME = "sitegen.toml"
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of an archive.

    Attributes:
        root: the archive's folder; `seeds/`, `content/` and `templates/` stand in it.
        title: the archive's name.
        description: one sentence about it.
        language: of the site's own words and the default of its articles; a known language tag.
        base_url: where the site will be, `https://example.org/archive/`; empty if not known yet.
        output: folder that the site is written to, relative to `root`.
        per_page: articles on one page of a listing.
        drafts: whether articles marked `draft` are published.
        strict: whether warnings count as problems.
        search: whether the site is indexed for searching.
        jobs: worker processes; 0 for as many as there are cores.
        cluster: a Dask scheduler's address, `tcp://host:port`; empty to work on this machine.
        licence: of the texts, in a sentence that the site shows.
        portable: whether links name `index.html`, so that the site works from a disk too.
        markdown: whether each article's Markdown is published beside its page.
        topics: the vocabulary of topics.
        theme: colours and fonts, by name.
    """

    root: Path
    title: str = "Archive"
    description: str = ""
    language: str = "en"
    base_url: str = ""
    output: str = "public"
    per_page: int = 50
    drafts: bool = False
    strict: bool = False
    search: bool = True
    jobs: int = 0
    cluster: str = ""
    licence: str = ""
    portable: bool = False
    markdown: bool = False
    topics: tuple[Topic, ...] = IPTC
    theme: Mapping[str, str] = field(default_factory=dict)

    @property
    def topic_ids(self) -> frozenset[str]:
        """The ids of the archive's topics."""
        return frozenset(topic.id for topic in self.topics)


# Tables of their own; everything else is one value.
_TABLES = ("topics", "theme")
_TYPES = {f.name: f.type for f in fields(Config) if f.name not in ("root", *_TABLES)}
COLOURS = ("paper", "ink", "soft", "line", "accent", "wash", "mark")
# What an archive may set, for light and for dark screens.
THEME = (*COLOURS, *(f"dark_{name}" for name in COLOURS), "serif", "sans")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_FONT = re.compile(r"[\w \-,\"']{1,200}")


def load(
    config_file: Path | None, flags: Mapping[str, Any], environment: Mapping[str, str] = os.environ
) -> Config:
    """Read the configuration.

    Args:
        config_file: a sitegen.toml; None for the one in the current folder, which may be missing.
        flags: settings given on the command line; None where not given.
        environment: where `SITEGEN_*` are looked up.

    Raises:
        ConfigError: something is unknown or of a wrong type; names every fault of the first
            place that has any.
    """
    path = config_file or Path(FILE_NAME)
    settings: dict[str, Any] = {}
    if config_file is not None or path.exists():
        settings.update(_from_file(path))
    settings.update(_from_environment(environment))
    settings.update(
        _checked({k: v for k, v in flags.items() if v is not None}, lambda key: f"--{_dashed(key)}")
    )
    return Config(root=path.resolve().parent, **settings)


def _dashed(key: str) -> str:
    return key.replace("_", "-")


def _from_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(
            "there is no such file", str(path), "name another file, or start one: sitegen init"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", str(path), "save it as UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        last = text.rstrip("\n").count("\n") + 1  # "(at end of document)"
        place = f"{path}:{found[1]}:{found[2]}" if found else f"{path}:{last}"
        reason = re.sub(r" \(at .*\)$", "", str(error))
        raise ConfigError(f"is not valid TOML: {reason}", place, "see https://toml.io") from error

    def where(key: str) -> str:
        found = re.search(rf"^\s*\[?[\"']?{re.escape(key)}\b", text, re.MULTILINE)
        return f"{path}:{text.count(chr(10), 0, found.end()) + 1}" if found else str(path)

    topics, theme = data.pop("topics", None), data.pop("theme", None)
    settings = _checked(data, where)
    if topics is not None:
        settings["topics"] = _topics(topics, where)
    if theme is not None:
        settings["theme"] = _theme(theme, where)
    return settings


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    prefix = "SITEGEN_"
    raw: dict[str, Any] = {}
    for name in sorted(environment):
        if not name.startswith(prefix):
            continue
        key, value = name.removeprefix(prefix).lower(), environment[name]
        if _TYPES.get(key) is bool and value.lower() in _TRUE + _FALSE:
            raw[key] = value.lower() in _TRUE
        elif _TYPES.get(key) is int and re.fullmatch(r"\d{1,9}", value, re.ASCII):
            raw[key] = int(value)
        else:
            raw[key] = value
    return _checked(raw, lambda key: prefix + key.upper())


def _checked(raw: Mapping[str, Any], where: Any) -> dict[str, Any]:  # noqa: ANN401 - a function of a key
    """Check names, types and values; all faults are reported in one error."""
    faults: list[tuple[str, str, str]] = []
    for key, value in raw.items():
        if key not in _TYPES:
            near = difflib.get_close_matches(key, [*_TYPES, *_TABLES], 1)
            known_keys = ", ".join(sorted([*_TYPES, *_TABLES]))
            fix = f"did you mean `{near[0]}`?" if near else f"known settings: {known_keys}"
            faults.append((where(key), f"unknown setting `{key}`", fix))
        elif type(value) is not _TYPES[key]:
            wanted = {str: "text", int: "a whole number", bool: "true or false"}[_TYPES[key]]  # type: ignore[index]
            faults.append((where(key), f"`{key}` is {value!r}", f"give it {wanted}"))
        elif complaint := _complaint(key, value):
            faults.append((where(key), f"`{key}` is {value!r}", complaint))
    _raise(faults)
    return dict(raw)


def _raise(faults: list[tuple[str, str, str]]) -> None:
    if not faults:
        return
    (place, message, fix), *others = faults
    more = "".join(f"\n{place}: {message} ({fix})" for place, message, fix in others)
    raise ConfigError(message, place, fix + more)


def _complaint(key: str, value: Any) -> str:  # noqa: ANN401, PLR0911 - any TOML value; one return a rule
    """Say what a value should be instead, or nothing."""
    match key:
        case "language" if known(value) != value:
            return "give a language tag such as en, de, fr, es or ar"
        case "base_url" if value and not _is_site_url(value):
            return "give an address such as https://example.org/archive/"
        case "per_page" if not 1 <= value <= 1000:  # noqa: PLR2004 - said in the message
            return "give a number from 1 to 1000"
        case "jobs" if not 0 <= value <= 256:  # noqa: PLR2004 - said in the message
            return "give a number of processes up to 256, or 0 for one a core"
        case "output" if value.strip() in ("", ".", "..", "/"):
            return "give a folder of its own, such as public"
        case "title" if not value.strip():
            return "give the archive a name"
    return ""


def _is_site_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


def _theme(raw: Any, where: Any) -> dict[str, str]:  # noqa: ANN401 - any TOML value
    faults: list[tuple[str, str, str]] = []
    for key, value in raw.items() if isinstance(raw, dict) else [("theme", raw)]:
        font = key in ("serif", "sans")
        if key not in THEME:
            near = difflib.get_close_matches(key, THEME, 1)
            fix = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(THEME)}"
            faults.append((where(key), f"unknown setting `{key}` of the theme", fix))
        elif not isinstance(value, str) or not (_FONT if font else _COLOUR).fullmatch(value):
            fix = 'names of fonts, as in "Charter, Georgia, serif"' if font else "such as #8a2f1b"
            faults.append((where(key), f"`{key}` is {value!r}", f"give it {fix}"))
    _raise(faults)
    return dict(raw)


def _topics(raw: Any, where: Any) -> tuple[Topic, ...]:  # noqa: ANN401 - any TOML value
    faults: list[tuple[str, str, str]] = []
    topics: list[Topic] = []
    example = '[topics.energy] with label = "Energy" and seeds = ["oil", "solar"]'
    entries = raw.items() if isinstance(raw, dict) else [("topics", None)]
    for key, value in entries:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) or not isinstance(value, dict):
            faults.append((where("topics"), f"`{key}` is no topic", f"write {example}"))
            continue
        for unknown in sorted(set(value) - {"label", "seeds"}):
            near = difflib.get_close_matches(unknown, ["label", "seeds"], 1)
            fix = f"did you mean `{near[0]}`?" if near else "a topic has `label` and `seeds`"
            faults.append((where(unknown), f"unknown setting `{unknown}` of topic `{key}`", fix))
        label, words = (
            value.get("label", key.replace("-", " ").capitalize()),
            value.get("seeds", []),
        )
        if not isinstance(label, str) or not label.strip():
            faults.append(
                (where("label"), f"the label of topic `{key}` is {label!r}", "give it text")
            )
        elif not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            faults.append((where("seeds"), f"the seeds of topic `{key}`", "give a list of words"))
        else:
            topics.append(Topic(key, label, "", tuple(words)))
    _raise(faults)
    return tuple(sorted(topics, key=lambda topic: topic.id))
