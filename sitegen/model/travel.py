"""How values go from process to process, of which some go in great numbers."""

import copyreg
from dataclasses import fields
from operator import attrgetter
from typing import Any


def by_fields(*kinds: type[Any]) -> None:
    """Have values of some kinds pickled as their fields, in one step instead of one a field."""
    for kind in kinds:
        _by_fields(kind)


def _by_fields(kind: type[Any]) -> None:
    values = attrgetter(*(item.name for item in fields(kind) if item.init))
    copyreg.pickle(kind, lambda value: (kind, values(value)))
