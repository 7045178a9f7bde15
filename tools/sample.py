"""Set everything up and build the sample archive: python3 tools/sample.py."""

from environment import BIN, ROOT, install, run


def main() -> None:
    """Install sitegen, build the sample archive, and say where to look at it."""
    install()
    run(BIN / "sitegen", "build")
    print(f"\nThe sample archive is in {ROOT / 'public'}.")
    print(f"To look at it: {BIN / 'sitegen'} serve   and open http://127.0.0.1:8000/")


if __name__ == "__main__":
    main()
