"""The languages that a page may say it is in: nothing else ever reaches a `lang` attribute.

The list is what `py3langid` can tell apart, as two- and three-letter BCP 47 tags. Names and
directions are looked up in CLDR, through Babel.
"""

from functools import cache

from babel import Locale, UnknownLocaleError

LANGUAGES = frozenset(
    (
        "af am an ar as az be bg bn br bs ca cs cy da de dz el en eo es et eu fa fi fo fr ga gl gu "
        "he hi hr ht hu hy id is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mk ml mn mr ms mt "
        "nb ne nl nn no oc or pa pl ps pt qu ro ru rw se si sk sl sq sr sv sw ta te th tl tr ug uk "
        "ur vi vo wa xh yi yo zh zu"
    ).split()
)
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ug", "ur", "yi"})
# Scripts that put no spaces between words: there, a character counts for half a word.
UNSPACED = frozenset({"ja", "km", "lo", "th", "zh"})


def known(tag: str) -> str:
    """Return `tag` without region or script if its language is known, else an empty string."""
    language = tag.strip().replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else ""


def direction(tag: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if known(tag) in _RIGHT_TO_LEFT else "ltr"


@cache
def name(tag: str, in_language: str = "en") -> str:
    """Return the language's name as readers of `in_language` know it, or the tag itself."""
    try:
        return str(Locale.parse(tag).get_display_name(in_language) or tag)
    except (UnknownLocaleError, ValueError):
        return tag
