"""What is wrong with an input."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error makes the exit code 1, a warning only with --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of one input; a value, never an exception.

    Attributes:
        path: the input, relative to the archive's folder.
        line: 1-based; 0 where the whole file is meant.
        column: 1-based; 0 where the whole line is meant.
        code: a stable name for this kind of fault.
        message: what is wrong.
        fix: what to do about it.
        severity: error or warning.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR

    @property
    def where(self) -> str:
        """`file`, `file:line` or `file:line:column`."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])
