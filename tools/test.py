"""Set everything up and run all checks and tests: python3 tools/test.py [arguments of pytest]."""

import os
import shutil
import subprocess
import sys

from environment import BIN, VENV, install, run

# The W3C's checker of HTML, from the npm registry.
_CHECKER = "vnu-jar@26"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Install what the tests need, then lint, check types and layers, and test."""
    install("dev")
    _browser()
    _checker()
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "mypy")
    run(BIN / "lint-imports")
    run(BIN / "python", "-m", "pytest", *sys.argv[1:])


def _browser() -> None:
    """Install Debian's Chromium where there is none and we may."""
    if any(map(shutil.which, _BROWSERS)):
        return
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        print("No Chromium was found: install it, or the browser tests will be skipped.")
        return
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"],
    ):
        print("$", *command, flush=True)
        if subprocess.run(command, check=False).returncode:
            print("Chromium could not be installed, so the browser tests will be skipped.")
            return


def _checker() -> None:
    """Install the checker of HTML where there are npm and Java."""
    folder = VENV / "vnu"
    if (folder / "node_modules").is_dir():
        return
    npm = shutil.which("npm")
    if not npm or not shutil.which("java"):
        print("npm and Java were not found: the pages' HTML will not be checked.")
        return
    command = [npm, "install", "--silent", "--no-save", "--prefix", str(folder), _CHECKER]
    print("$", *command, flush=True)
    if subprocess.run(command, check=False).returncode:
        print("The checker could not be installed, so the pages' HTML will not be checked.")


if __name__ == "__main__":
    main()
