"""What is wrong, as open pages show it."""

from pathlib import Path
from typing import Any

from sitegen import folders
from sitegen.errors import SitegenError
from sitegen.model import Problem

# Lines shown around a fault.
_AROUND = 2


def of_problem(root: Path, problem: Problem) -> dict[str, Any]:
    """Return a problem with the lines around its place; JSON."""
    return _fault(
        root, problem.where, problem.message, problem.fix, problem.code, str(problem.severity)
    )


def of_error(root: Path, error: SitegenError) -> list[dict[str, Any]]:
    """Return what stopped a build, and the problems that it tells of."""
    stopped = _fault(root, error.where, str(error), error.fix, error.code, "error")
    return [stopped, *(of_problem(root, problem) for problem in error.problems)]


def _fault(  # noqa: PLR0913, PLR0917 - what there is to say of a fault
    root: Path, where: str, message: str, fix: str, code: str, severity: str
) -> dict[str, Any]:
    name, _, place = where.partition(":")
    line = int(place.partition(":")[0] or 0) if place.replace(":", "").isdecimal() else 0
    lines: list[tuple[int, str]] = []
    for folder in (root, root / folders.TEMPLATES):
        file = folder / name
        if line and name and file.is_file() and root in file.resolve().parents:
            texts = file.read_text("utf-8", "replace").splitlines()
            first = max(0, line - 1 - _AROUND)
            lines = [(first + i + 1, t[:200]) for i, t in enumerate(texts[first : line + _AROUND])]
            break
    return {
        "where": where, "line": line, "message": message, "fix": fix, "code": code,
        "severity": severity, "lines": lines,
    }  # fmt: skip
