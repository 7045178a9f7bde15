"""The command line: arguments and exit codes.

Commands import what they need when they run: half a second that one which finds nothing to do can
do without.

Exit codes: 0 clean, 1 problems, 2 wrong usage or configuration, 130 interrupted.
"""

import atexit
import gc
import sys
from pathlib import Path
from typing import NoReturn, TypedDict, Unpack

import click
from rich.markup import escape

from sitegen import __version__, config, folders, layout, printing
from sitegen.errors import SitegenError, UsageError
from sitegen.incremental import unchanged
from sitegen.model import Draft, Problem
from sitegen.report import Report
from sitegen.workers import executors

_CONFIG = click.option(
    "--config", "-c", "config_file", type=click.Path(path_type=Path),
    help="The archive's sitegen.toml; its folder is the archive.",
)  # fmt: skip
_OUTPUT = click.option("--output", "-o", help="Folder to write the site to.")
_DRAFTS = click.option("--drafts/--no-drafts", default=None, help="Publish drafts too.")
_STRICT = click.option("--strict/--no-strict", default=None, help="Take warnings as errors.")
_JOBS = click.option("--jobs", "-j", type=int, help="Worker processes; 0: one a core.")
_SEARCH = click.option("--search/--no-search", default=None, help="Index the site for searching.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
_QUIET = click.option("--quiet", "-q", is_flag=True, help="Print problems only.")


class _Settings(TypedDict):
    """Settings that a build takes from the command line; None where one was not given."""

    output: str | None
    base_url: str | None
    drafts: bool | None
    strict: bool | None
    jobs: int | None
    search: bool | None
    portable: bool | None
    cluster: str | None


class _InOrder(click.Group):
    """Commands as they stand here: what people need first comes first."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        return list(self.commands)


@click.group(
    cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="sitegen %(version)s", help="Print the version.")
def app() -> None:
    """Turn a folder of messy saved articles into a clean, searchable, lasting archive."""


def main() -> None:
    """Run the command line."""
    # A build makes millions of values that all live to its end: looking for garbage among them
    # again and again takes a tenth of its time.
    gc.set_threshold(1_000_000, 50, 100)
    # Nor is there anything to gain from a last look when all of them go.
    atexit.register(gc.freeze)
    try:
        # Outside its standalone mode, what ends a command comes back as the exit code.
        sys.exit(app(prog_name="sitegen", standalone_mode=False))
    except SitegenError as error:
        printing.print_error(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        printing.ERR.print("interrupted; the site was left as it was")
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.UsageError as error:
        printing.print_error(_misused(error))
        sys.exit(2)


def _misused(error: click.UsageError) -> UsageError:
    """Say what is wrong as everything else is said, whichever version of click there is."""
    command = error.ctx.command_path if error.ctx else "sitegen"
    message, fix = error.format_message(), f"see what there is: {command} --help"
    if isinstance(error, click.NoSuchOption):
        message = f"there is no option {error.option_name}"
        if error.possibilities:
            fix = f"did you mean {' or '.join(sorted(error.possibilities))}?"
    return UsageError(message, command, fix)


def _exit(code: int) -> NoReturn:
    """End the command."""
    raise click.exceptions.Exit(code)


@app.command("build")
@_CONFIG
@_OUTPUT
@click.option("--base-url", help="Address that the site will have.")
@_DRAFTS
@_STRICT
@_JOBS
@_SEARCH
@click.option(
    "--portable/--no-portable", default=None, help="Make a site that works from a disk too."
)
@_JSON
@_QUIET
@click.option(
    "--verbose", "-v", is_flag=True, help="Print every article and the time of each stage."
)
@click.option("--profile", is_flag=True, help="Print where the time went, by stage.")
@click.option("--cluster", help="Work on a Dask cluster: tcp://host:port.")
def build_command(
    *,
    config_file: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    profile: bool,
    **flags: Unpack[_Settings],
) -> None:
    """Convert the seeds and build the site."""
    settings = config.load(config_file, flags)
    report, looked, much = unchanged.report(settings)
    if report is None:
        if looked:
            executors.prepare(settings.jobs, looked.files, looked.seeds, much=much)
        from sitegen import build

        with printing.progress(as_json or quiet) as progress:
            report = build.build(settings, progress, looked)
    if profile and not as_json:
        printing.print_profile(report)
    _finish(report, settings, as_json=as_json, quiet=quiet, verbose=verbose)


@app.command()
@_CONFIG
@click.option("--output", "-o", help="Check the site built in this folder.")
@_DRAFTS
@_STRICT
@_JOBS
@_JSON
@_QUIET
def check(
    *,
    config_file: Path | None,
    output: str | None,
    drafts: bool | None,
    strict: bool | None,
    jobs: int | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say what is wrong with seeds, front matter, links and hosts' limits; write nothing."""
    flags = {"output": output, "drafts": drafts, "strict": strict, "jobs": jobs}
    settings = config.load(config_file, flags)
    from sitegen import build

    with printing.progress(as_json or quiet) as progress:
        report = build.check(settings, progress, built=output is not None)
    _finish(report, settings, as_json=as_json, quiet=quiet, verbose=False)


@app.command()
@click.argument("seed", type=click.Path(path_type=Path))
@_CONFIG
@_JSON
def explain(*, seed: Path, config_file: Path | None, as_json: bool) -> None:
    """Show which lines of a seed were kept or dropped and why, and where each field comes from."""
    from sitegen import build, readers

    settings = config.load(config_file, {})
    try:
        path = Path.cwd().joinpath(seed).resolve().relative_to(settings.root).as_posix()
    except ValueError:
        path = ""
    if not path.startswith(f"{folders.SEEDS}/") or readers.suffix(path) not in readers.READERS:
        raise UsageError("this is no seed", str(seed), "name a .txt, .md or .html file in seeds/")
    found = build.explain(settings, path)
    if isinstance(found, Problem):
        printing.print_problem(found)
        _exit(1)
    original, conversion = found
    if as_json:
        printing.print_json(printing.explained_as_json(conversion))
    else:
        draft = readers.read(original)
        # Where columns stand side by side, or tags around the text, a line is not what to show.
        in_lines = readers.suffix(path) != ".html" and not any(b.flow for b in conversion.blocks)
        lines = draft.lines if isinstance(draft, Draft) and in_lines else ()
        printing.print_explained(conversion, lines)
    _exit(0 if conversion.article else 1)


@app.command()
@_CONFIG
@click.option("--relabel", is_flag=True, help="Decide topics anew where no person and no seed did.")
@_JSON
def topics(*, config_file: Path | None, relabel: bool, as_json: bool) -> None:
    """Show the archive's topics: how many articles, which are doubtful, and what made them."""
    from sitegen import build

    settings = config.load(config_file, {})
    articles, found, report = build.topics(settings, relabel=relabel)
    if as_json:
        printing.print_json(printing.topics_as_json(articles, found, report))
    else:
        printing.print_topics(settings, articles, found, report)
    _exit(1 if report.failed(strict=settings.strict) else 0)


@app.command()
@click.argument("articles", nargs=-1)
@_CONFIG
@_JSON
def diff(*, articles: tuple[str, ...], config_file: Path | None, as_json: bool) -> None:
    """Show what seeds now give where you edited an article; `sitegen accept` takes it."""
    from sitegen import build

    settings = config.load(config_file, {})
    with printing.progress(as_json) as progress:
        found, report = build.offers_of(settings, progress)
    wanted = {_in_archive(path, settings) for path in articles}
    found = [offer for offer in found if not wanted or offer.path in wanted]
    if as_json:
        printing.print_json(printing.offers_as_json(found))
    else:
        printing.print_offers(found)
    _exit(1 if report.failed(strict=settings.strict) else 0)


@app.command()
@click.argument("article")
@click.option(
    "--field", "-f", "fields", multiple=True,
    help="A field, or body; all that differ if none is named.",
)  # fmt: skip
@_CONFIG
def accept(*, article: str, fields: tuple[str, ...], config_file: Path | None) -> None:
    """Take what its seed gives instead of your edit; the seed is followed again from then on."""
    from sitegen import build

    settings = config.load(config_file, {})
    path = _in_archive(article, settings)
    for offer in build.accept(settings, path, frozenset(fields)):
        printing.OUT.print(f"{escape(path)}: {offer.name} is now what {escape(offer.source)} gives")


def _in_archive(path: str, settings: config.Config) -> str:
    """Return a path as the archive names it."""
    try:
        return Path.cwd().joinpath(path).resolve().relative_to(settings.root).as_posix()
    except ValueError:
        raise UsageError("this is no article", path, "name a file in content/") from None


@app.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def init(*, folder: Path) -> None:
    """Lay out a new archive."""
    made = layout.lay_out(folder)
    for path in made:
        printing.OUT.print(f"made {escape(str(path))}")
    if not made:
        printing.OUT.print("everything is there already")
    printing.OUT.print(
        "Now put saved articles (.txt, .md, .html) into seeds/ and run: sitegen build"
    )


@app.command()
@_CONFIG
@_OUTPUT
def clean(*, config_file: Path | None, output: str | None) -> None:
    """Delete the built site and the working folder; seeds/ and content/ stay."""
    from sitegen import build

    settings = config.load(config_file, {"output": output})
    for path in build.clean(settings):
        printing.OUT.print(f"deleted {escape(str(path))}")


@app.command("serve")
@_CONFIG
@click.option("--port", "-p", default=8000, show_default=True, help="Port to listen on; 0: any.")
@click.option(
    "--bind", default="127.0.0.1", show_default=True,
    help="Address to listen on; others than this machine's own let everybody on the network read "
    "the archive, drafts included.",
)  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Show it in the browser.")
@_DRAFTS
@_SEARCH
def serve_command(
    *,
    config_file: Path | None,
    port: int,
    bind: str,
    open_browser: bool,
    drafts: bool | None,
    search: bool | None,
) -> None:
    """Build, serve the site on this machine, and build again whenever a file changes."""
    from sitegen import serve

    def load() -> config.Config:
        return config.load(config_file, {"drafts": drafts, "search": search})

    def told(report: Report | SitegenError) -> None:
        if isinstance(report, SitegenError):
            printing.print_error(report)
        else:
            printing.print_report(report, settings, verbose=False)

    def serving(address: str) -> None:
        printing.OUT.print(f"serving {address} (Ctrl-C ends it)")
        if bind not in serve.LOCAL:
            printing.ERR.print(
                f"[yellow]warning[/] listening on {escape(bind)}: everybody on the network can "
                "read the archive, drafts included; the desk is closed there"
            )
        if open_browser:
            serve.open_in_browser(address)

    settings = load()
    serve.serve(load, bind, port, told, serving)
    printing.ERR.print("interrupted; the site was left as it was")
    _exit(130)


def _finish(
    report: Report, settings: config.Config, *, as_json: bool, quiet: bool, verbose: bool
) -> None:
    if as_json:
        printing.print_json(printing.report_as_json(report))
    elif quiet:
        for problem in report.problems:
            printing.print_problem(problem)
    else:
        printing.print_report(report, settings, verbose=verbose)
    _exit(1 if report.failed(strict=settings.strict) else 0)
