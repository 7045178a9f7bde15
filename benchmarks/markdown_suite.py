"""Python-Markdown's own tests with our inline pass: python -m benchmarks.markdown_suite FOLDER.

FOLDER is the library's source, of the version that is installed. Every converter that its tests
make gets `sitegen.markdown.inline.QuickInlineProcessor` in the place of the library's own pass.
"""

import argparse
import os
import sys
import unittest
from pathlib import Path

import markdown
from markdown import treeprocessors

from sitegen.markdown.inline import QuickInlineProcessor


def main() -> None:
    """Run the tests; exit with 1 if one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    os.chdir(parser.parse_args().folder)
    vars(treeprocessors)["InlineProcessor"] = QuickInlineProcessor
    made = isinstance(markdown.Markdown().treeprocessors["inline"], QuickInlineProcessor)
    found = unittest.defaultTestLoader.discover("tests", top_level_dir=".")
    result = unittest.TextTestRunner(verbosity=0).run(found)
    sys.exit(0 if made and result.wasSuccessful() and result.testsRun else 1)


if __name__ == "__main__":
    main()
