"""`sitegen init`: the folders and files of a new archive."""

from pathlib import Path

from sitegen import folders
from sitegen.errors import UsageError

_CONFIG = """\
# Settings of this archive. Every one is optional; the values below are the defaults.
title = "Archive"
description = ""
language = "en"             # of the site's own words
# base_url = "https://example.org/archive/"
per_page = 50               # articles on one page of a listing

# The topics are those of the IPTC, unless you name your own:
# [topics.energy]
# label = "Energy"
# seeds = ["oil", "solar", "grid"]
"""
_IGNORED = "/public/\n/.sitegen/\n"
_NETLIFY = """\
[build]
command = "pip install sitegen && sitegen build --base-url \\"$URL\\""
publish = "public"
"""
_FILES = (("sitegen.toml", _CONFIG), (".gitignore", _IGNORED), ("netlify.toml", _NETLIFY))
_FOLDERS = (folders.SEEDS, folders.CONTENT, folders.TEMPLATES)


def lay_out(folder: Path) -> list[Path]:
    """Make what is missing of an archive's folders and files; return what was made.

    Raises:
        UsageError: the folder cannot be written.
    """
    made: list[Path] = []
    try:
        for name in _FOLDERS:
            if not (folder / name).is_dir():
                (folder / name).mkdir(parents=True)
                made.append(folder / name)
        for name, text in _FILES:
            if not (folder / name).exists():
                (folder / name).write_text(text, encoding="utf-8")
                made.append(folder / name)
    except OSError as error:
        raise UsageError(
            f"the archive cannot be laid out: {error.strerror}", str(error.filename or folder),
            "name a folder that you may write to",
        ) from error  # fmt: skip
    return made
