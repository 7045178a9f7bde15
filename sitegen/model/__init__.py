"""The values that travel through a build. None of them changes after it is made.

Seed -> Draft -> Conversion(Article | nothing, Problems) -> Archive -> Page -> Artifact
"""

from sitegen.model.archives import (
    Archive,
    Body,
    Cited,
    Copy,
    Entry,
    Heading,
    Outline,
    Related,
    Term,
    TermLink,
)
from sitegen.model.articles import Article, Conversion, Provenance, travels_as_article
from sitegen.model.drafts import Block, Claim, Draft, Kind, Section, Seed
from sitegen.model.pages import Artifact, Page, Site
from sitegen.model.problems import Problem, Severity

__all__ = [
    "Archive",
    "Article",
    "Artifact",
    "Block",
    "Body",
    "Cited",
    "Claim",
    "Conversion",
    "Copy",
    "Draft",
    "Entry",
    "Heading",
    "Kind",
    "Outline",
    "Page",
    "Problem",
    "Provenance",
    "Related",
    "Section",
    "Seed",
    "Severity",
    "Site",
    "Term",
    "TermLink",
    "travels_as_article",
]
