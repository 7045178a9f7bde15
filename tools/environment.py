"""A virtual environment of the checkout's own, made when it is missing.

Standard library only: this runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
_LEAST = (3, 11)


def run(*command: str | Path) -> None:
    """Run a command in the checkout; end this program with its exit code if it fails."""
    print("$", *(str(part).replace(f"{ROOT}{os.sep}", "") for part in command), flush=True)
    # The environment's own programs come first, as after `activate`.
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(command, cwd=ROOT, check=False, env=os.environ | {"PATH": path})
    if done.returncode:
        sys.exit(done.returncode)


def install(extra: str = "") -> None:
    """Make the environment and install sitegen into it, with one of its extras."""
    if sys.version_info < _LEAST:
        sys.exit(f"sitegen needs Python {'.'.join(map(str, _LEAST))} or later")
    if not (VENV / "pyvenv.cfg").is_file():
        try:
            venv.create(VENV, with_pip=True)
        except subprocess.CalledProcessError:
            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit("venv lacks pip; on Debian and Ubuntu: apt-get install python3-venv")
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + extra.encode()).hexdigest()
    stamp = VENV / f".installed{extra}"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    package = f"{ROOT}[{extra}]" if extra else str(ROOT)
    quiet = ("--disable-pip-version-check", "install", "--quiet")
    run(BIN / "python", "-m", "pip", *quiet, "--editable", package)
    stamp.write_text(wanted, encoding="ascii")
