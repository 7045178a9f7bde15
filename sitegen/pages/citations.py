"""How to cite an article: three styles in words, BibTeX, RIS, COinS.

APA 7, MLA 9 and Chicago 17 for a work on a website, with what an archive knows; RIS by the fields
that Zotero and EndNote read; COinS by OpenURL 1.0 (ANSI/NISO Z39.88-2004).
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from urllib.parse import quote_plus

from babel.dates import get_month_names

from sitegen.model import Entry, Site
from sitegen.model.edtf import Point

# Parts of a family name that stand before it.
_PARTICLES = frozenset(
    "de da di del della der den des du dos el la le van von zu zur bin ibn al".split()
)
_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_NOT_TEX = re.compile(f"[{re.escape(''.join(_BIBTEX))}]")
_TO_TEX = str.maketrans(_BIBTEX)
_REMEMBERED = 4096
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def parted(name: str) -> tuple[str, str]:
    """Return a person's given names and family name: ("Ludwig", "van Beethoven")."""
    words = name.split()
    if len(words) < 2 or "," in name:  # noqa: PLR2004 - one word is a whole name
        return "", name
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return " ".join(words[:first]), " ".join(words[first:])


@lru_cache(maxsize=_REMEMBERED)
def inverted(name: str) -> str:
    """Return a name as lists of authors have it: `Beethoven, Ludwig van`."""
    given, family = parted(name)
    return f"{family}, {given}" if given else family


def in_styles(entry: Entry, site: Site, address: str) -> tuple[tuple[str, str], ...]:
    """Return (style, citation) in APA, MLA and Chicago, as plain text."""
    article, point = entry.article, _point(entry)
    title = article.title.rstrip(".")
    end = "" if title.endswith(("?", "!", "…")) else "."
    tail = f" {address}" if address else ""
    names = article.author
    apa_date = f" ({_english(point, 'y, M d') or 'n.d.'})."
    apa_names = " ".join(_apa_names(names).split())
    apa = (
        f"{apa_names}{apa_date} {title}{end} {site.title}.{tail}"
        if names
        else (f"{title}{end}{apa_date} {site.title}.{tail}")
    )
    lead = f"{_mla_names(names)} " if names else ""
    mla_date = f", {day}" if (day := _english(point, "d M y")) else ""
    mla = f"{lead}“{title}{end}” {site.title}{mla_date}{',' if tail else ''}{tail}."
    chicago_date = f" {day}." if (day := _english(point, "M d, y")) else ""
    chicago = f"{lead}“{title}{end}” {site.title}.{chicago_date}{tail}{'.' if tail else ''}"
    return (("APA", apa), ("MLA", mla), ("Chicago", chicago))


@lru_cache(maxsize=_REMEMBERED)
def _apa_names(names: tuple[str, ...]) -> str:
    short: list[str] = []
    for name in names:
        given, family = parted(name)
        initials = " ".join(f"{part[0]}." for part in given.split())
        short.append(f"{family}, {initials}" if initials else family)
    return ", & ".join([", ".join(short[:-1]), short[-1]]) if len(short) > 1 else "".join(short)


@lru_cache(maxsize=_REMEMBERED)
def _mla_names(names: tuple[str, ...]) -> str:
    first = inverted(names[0])
    if len(names) == 1:
        return first if first.endswith(".") else f"{first}."
    if len(names) == 2:  # noqa: PLR2004 - two are named, more are "et al."
        return f"{first}, and {names[1]}."
    return f"{first}, et al."


def _point(entry: Entry) -> Point | None:
    return entry.date.start if entry.date and entry.date.is_point else None


@cache
def _months() -> Mapping[int, str]:
    return dict(get_month_names("wide", "format", "en"))


@lru_cache(maxsize=_REMEMBERED)
def _english(point: Point | None, form: str) -> str:
    """Return a date as English styles write it: `d`, `M` and `y` stand for its parts."""
    if point is None:
        return ""
    if not point.month:
        return str(point.year)
    month = _months()[point.month]
    if not point.day:
        return f"{point.year}, {month}" if form.startswith("y") else f"{month} {point.year}"
    parts = {"y": str(point.year), "M": month, "d": str(point.day)}
    return re.sub("[yMd]", lambda found: parts[found[0]], form)


def bibtex(entry: Entry, site: Site, address: str) -> str:
    """Return the article as a BibTeX entry."""
    article, point = entry.article, _point(entry)
    fields = [
        ("author", " and ".join(map(_tex_name, article.author))),
        ("title", f"{{{_tex(article.title)}}}"),
        ("howpublished", _tex(site.title)),
        ("year", str(point.year) if point else ""),
        ("month", str(point.month) if point and point.month else ""),
        ("date", entry.date.iso if entry.date and entry.date.iso else ""),
        ("language", article.lang),
        ("keywords", _tex(site.topics.get(article.topic, ""))),
        ("url", address.replace("{", "%7B").replace("}", "%7D")),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    return f"@misc{{{article.slug},\n" + ",\n".join(lines) + "\n}\n"


@lru_cache(maxsize=_REMEMBERED)
def _tex_name(name: str) -> str:
    """Return a name as BibTeX takes it apart; one that has no parts stays whole in braces."""
    return _tex(inverted(name)) if parted(name)[0] else f"{{{_tex(name)}}}"


@lru_cache(maxsize=_REMEMBERED)
def _tex(text: str) -> str:
    text = _one_line(text)
    return text.translate(_TO_TEX) if _NOT_TEX.search(text) else text


@lru_cache(maxsize=_REMEMBERED)
def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def ris(entry: Entry, site: Site, address: str) -> str:
    """Return the article as a RIS record."""
    article, point = entry.article, _point(entry)
    day = f"{point.year:04d}/{point.month or 0:02d}/{point.day or 0:02d}/" if point else ""
    fields = [
        ("TY", "ELEC"),
        *(("AU", inverted(name)) for name in article.author),
        ("TI", article.title),
        ("T2", site.title),
        ("PY", f"{point.year:04d}" if point else ""),
        ("DA", day.replace("/00", "/")),
        ("KW", site.topics.get(article.topic, "")),
        ("LA", article.lang),
        ("UR", address),
        ("ID", article.slug),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - ", ""])


def coins(entry: Entry, site: Site, address: str) -> str:
    """Return the article as a ContextObject, for the title of an empty span."""
    article = entry.article
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "document"),
        ("rft.title", article.title),
        *(("rft.creator", name) for name in article.author),
        ("rft.date", entry.date.iso if entry.date and entry.date.iso else ""),
        ("rft.source", site.title),
        ("rft.language", article.lang),
        ("rft.identifier", address),
    ]
    return "&".join(f"{name}={_quoted(value)}" for name, value in pairs if value)


# Most values are those of many articles.
_quoted = lru_cache(maxsize=_REMEMBERED)(quote_plus)
