"""Python-Markdown's inline pass, without the patterns that cannot match.

Each pattern is tried on every stretch of text, though most stretches of prose hold none of the
signs that any of them needs. A pattern is skipped where the text lacks a sign that each of its
matches holds; a pattern that we do not know is always tried. The output is the library's own to the
byte: `tests/test_markdown.py` compares the two.
"""

from typing import TYPE_CHECKING, Any

from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    import markdown

# Name of a pattern -> texts of which each of its matches holds one.
_NEEDED = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "not_strong": ("*", "_"),
    "em_strong": ("*", "_"),
    "em_strong2": ("_",),
    "delimiter": ("*", "_"),
}


class QuickInlineProcessor(InlineProcessor):
    """The inline pass; it takes the place of the library's under the name `inline`."""

    def __init__(self, md: "markdown.Markdown") -> None:
        super().__init__(md)
        self._tried: list[tuple[Any, tuple[str, ...]]] | None = None

    # The library calls this method of its own by its mangled name.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        if self._tried is None:
            patterns = self.inlinePatterns
            needed_at = {
                patterns.get_index_for_name(n): _NEEDED[n] for n in _NEEDED if n in patterns
            }
            self._tried = [(p, needed_at.get(i, ("",))) for i, p in enumerate(patterns)]
        start = 0
        while patternIndex < len(self._tried):
            pattern, needed = self._tried[patternIndex]
            if start == 0 and not any(text in data for text in needed):
                patternIndex += 1  # noqa: N806
                continue
            data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                pattern, data, patternIndex, start
            )
            if not matched:
                patternIndex += 1  # noqa: N806
        return data
