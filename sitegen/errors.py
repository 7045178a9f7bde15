"""What can stop a run.

    SitegenError
     ├─ ConfigError     sitegen.toml, SITEGEN_* or an option is wrong        exit 2
     ├─ UsageError      the command cannot do this here                      exit 2
     ├─ BusyError       another sitegen is building this archive             exit 1
     ├─ ChangedError    a file was changed while it was worked on            exit 1
     ├─ TemplateError   a template is wrong                                  exit 1
     ├─ SearchError     Pagefind did not index the site                      exit 1
     ├─ PermalinkError  an address that was given would lead nowhere         exit 1
     └─ PublishError    the site could not be written or swapped in          exit 1

A fault of one *input* is no exception but a `sitegen.model.Problem`, so that one bad seed stops
nothing. Every message says where, what, and what to do next.
"""

from typing import Any


class SitegenError(Exception):
    """Anything that stops a run, written for a person.

    Attributes:
        where: file, `file:line` or `file:line:column`; empty where no file is to blame.
        fix: what the person can do about it.
        problems: faults of inputs that led to it.
        code: a stable name for this kind of fault.
        exit_code: what the command exits with.
    """

    code = "sitegen"
    exit_code = 1

    def __init__(self, message: str, where: str = "", fix: str = "") -> None:
        super().__init__(message)
        self.where = where
        self.fix = fix
        self.problems: list[Any] = []

    def __reduce__(self) -> tuple[type["SitegenError"], tuple[str, str, str]]:
        """Survive the way back from a worker process."""
        return type(self), (str(self), self.where, self.fix)


class ConfigError(SitegenError):
    """sitegen.toml, the environment or an option holds something that is not allowed."""

    code = "config"
    exit_code = 2


class UsageError(SitegenError):
    """The command cannot do what was asked in this folder."""

    code = "usage"
    exit_code = 2


class BusyError(SitegenError):
    """Another sitegen is building this archive."""

    code = "busy"


class ChangedError(SitegenError):
    """A file that is about to be written holds something else than when it was read."""

    code = "changed"


class TemplateError(SitegenError):
    """A template is wrong."""

    code = "template"


class SearchError(SitegenError):
    """Pagefind did not index the site."""

    code = "search"


class PermalinkError(SitegenError):
    """An address that was given once would lead nowhere."""

    code = "permalink"


class PublishError(SitegenError):
    """The finished site could not be written or swapped in."""

    code = "publish"
