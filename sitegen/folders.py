"""The folders of an archive by name, and where its theme stands."""

from pathlib import Path

# What people save; the articles that it became; the archive's own theme; and what sitegen keeps.
SEEDS, CONTENT, TEMPLATES, WORK = "seeds", "content", "templates", ".sitegen"
# Of the site, the one that holds what is searched.
INDEX = "pagefind"


def of_theme(root: Path) -> list[Path]:
    """Return the archive's templates/ where there is one, then the default theme's folder."""
    package = Path(__file__).resolve().parent
    # In the wheel the theme stands inside the package, in a checkout beside it.
    default = package / TEMPLATES
    if not default.is_dir():
        default = package.parent / TEMPLATES
    own = root / TEMPLATES
    return [own, default] if own.is_dir() and own.resolve() != default else [default]
