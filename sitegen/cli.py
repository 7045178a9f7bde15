"""The command line: arguments and exit codes.

Commands import what they need when they run: half a second that one which finds nothing to do can
do without.

Exit codes: 0 clean, 1 problems, 2 wrong usage or configuration, 130 interrupted.
"""

import atexit
import gc
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from sitegen import __version__, config, layout, printing, unchanged
from sitegen.errors import SitegenError, UsageError
from sitegen.model import Draft, Problem
from sitegen.report import Report

app = typer.Typer(
    help="Turn a folder of messy saved articles into a clean, searchable, lasting archive.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="The archive's sitegen.toml; its folder is the archive."),
]
Output = Annotated[str | None, typer.Option("--output", "-o", help="Folder to write the site to.")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="Address that the site will have.")]
Drafts = Annotated[bool | None, typer.Option("--drafts/--no-drafts", help="Publish drafts too.")]
Strict = Annotated[
    bool | None, typer.Option("--strict/--no-strict", help="Take warnings as errors.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Worker processes; 0: one a core.")]
SearchFlag = Annotated[
    bool | None, typer.Option("--search/--no-search", help="Index the site for searching.")
]
Portable = Annotated[
    bool | None,
    typer.Option("--portable/--no-portable", help="Make a site that works from a disk too."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print every article and the time of each stage.")
]
ClusterAddress = Annotated[
    str | None, typer.Option("--cluster", help="Work on a Dask cluster: tcp://host:port.")
]
Profile = Annotated[bool, typer.Option("--profile", help="Print where the time went, by stage.")]


def main() -> None:
    """Run the command line."""
    # A build makes millions of values that all live to its end: looking for garbage among them
    # again and again takes a tenth of its time.
    gc.set_threshold(100_000, 50, 100)
    # Nor is there anything to gain from a last look when all of them go.
    atexit.register(gc.freeze)
    try:
        # Outside its standalone mode, `typer.Exit` comes back as the exit code.
        sys.exit(app(prog_name="sitegen", standalone_mode=False))
    except SitegenError as error:
        printing.print_error(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        printing.ERR.print("interrupted; the site was left as it was")
        sys.exit(130)
    except Exception as error:
        # Wrong usage, in the words of the library that reads the command line.
        show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
        if show is None or code is None:
            raise
        show()
        sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        printing.OUT.print(f"sitegen {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the options that stand before the command."""


@app.command("build")
def build_command(
    config_file: ConfigFile = None,
    output: Output = None,
    base_url: BaseUrl = None,
    drafts: Drafts = None,
    strict: Strict = None,
    jobs: Jobs = None,
    search: SearchFlag = None,
    portable: Portable = None,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    profile: Profile = False,
    cluster: ClusterAddress = None,
) -> None:
    """Convert the seeds and build the site."""
    flags = {
        "output": output, "base_url": base_url, "drafts": drafts, "strict": strict,
        "jobs": jobs, "search": search, "portable": portable, "cluster": cluster,
    }  # fmt: skip
    settings = config.load(config_file, flags)
    report, looked = unchanged.report(settings)
    if report is None:
        from sitegen import build

        with printing.progress(as_json or quiet) as progress:
            report = build.build(settings, progress, looked)
    if profile and not as_json:
        printing.print_profile(report)
    _finish(report, settings, as_json=as_json, quiet=quiet, verbose=verbose)


@app.command()
def check(
    config_file: ConfigFile = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Check the site built in this folder.")
    ] = None,
    drafts: Drafts = None,
    strict: Strict = None,
    jobs: Jobs = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say what is wrong with seeds, front matter, links and hosts' limits; write nothing."""
    flags = {"output": output, "drafts": drafts, "strict": strict, "jobs": jobs}
    settings = config.load(config_file, flags)
    from sitegen import build

    with printing.progress(as_json or quiet) as progress:
        report = build.check(settings, progress, built=output is not None)
    _finish(report, settings, as_json=as_json, quiet=quiet, verbose=False)


@app.command()
def explain(
    seed: Annotated[Path, typer.Argument(help="A file in seeds/.")],
    config_file: ConfigFile = None,
    as_json: Json = False,
) -> None:
    """Show which lines of a seed were kept or dropped and why, and where each field comes from."""
    from sitegen import build, readers

    settings = config.load(config_file, {})
    try:
        path = Path.cwd().joinpath(seed).resolve().relative_to(settings.root).as_posix()
    except ValueError:
        path = ""
    if not path.startswith("seeds/") or readers.suffix(path) not in readers.READERS:
        raise UsageError("this is no seed", str(seed), "name a .txt, .md or .html file in seeds/")
    found = build.explain(settings, path)
    if isinstance(found, Problem):
        printing.print_problem(found)
        raise typer.Exit(1)
    original, conversion = found
    if as_json:
        printing.print_json(printing.explained_as_json(conversion))
    else:
        draft = readers.read(original)
        # Where columns stand side by side, or tags around the text, a line is not what to show.
        in_lines = readers.suffix(path) != ".html" and not any(b.flow for b in conversion.blocks)
        lines = draft.lines if isinstance(draft, Draft) and in_lines else ()
        printing.print_explained(conversion, lines)
    raise typer.Exit(0 if conversion.article else 1)


@app.command()
def topics(
    config_file: ConfigFile = None,
    relabel: Annotated[
        bool, typer.Option("--relabel", help="Decide topics anew where no person and no seed did.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the archive's topics: how many articles, which are doubtful, and what made them."""
    from sitegen import build

    settings = config.load(config_file, {})
    articles, found, report = build.topics(settings, relabel=relabel)
    if as_json:
        printing.print_json(printing.topics_as_json(articles, found, report))
    else:
        printing.print_topics(settings, articles, found, report)
    raise typer.Exit(1 if report.failed(strict=settings.strict) else 0)


@app.command()
def diff(
    articles: Annotated[
        list[str] | None, typer.Argument(help="Files in content/; all if none is named.")
    ] = None,
    config_file: ConfigFile = None,
    as_json: Json = False,
) -> None:
    """Show what seeds now give where you edited an article; `sitegen accept` takes it."""
    from sitegen import build

    settings = config.load(config_file, {})
    with printing.progress(as_json) as progress:
        found, report = build.offers_of(settings, progress)
    wanted = {_in_archive(path, settings) for path in articles or ()}
    found = [offer for offer in found if not wanted or offer.path in wanted]
    if as_json:
        printing.print_json(printing.offers_as_json(found))
    else:
        printing.print_offers(found)
    raise typer.Exit(1 if report.failed(strict=settings.strict) else 0)


@app.command()
def accept(
    article: Annotated[str, typer.Argument(help="A file in content/.")],
    field: Annotated[
        list[str] | None,
        typer.Option("--field", "-f", help="A field, or body; all that differ if none is named."),
    ] = None,
    config_file: ConfigFile = None,
) -> None:
    """Take what its seed gives instead of your edit; the seed is followed again from then on."""
    from sitegen import build

    settings = config.load(config_file, {})
    path = _in_archive(article, settings)
    for offer in build.accept(settings, path, frozenset(field or ())):
        printing.OUT.print(f"{escape(path)}: {offer.name} is now what {escape(offer.source)} gives")


def _in_archive(path: str, settings: config.Config) -> str:
    """Return a path as the archive names it."""
    try:
        return Path.cwd().joinpath(path).resolve().relative_to(settings.root).as_posix()
    except ValueError:
        raise UsageError("this is no article", path, "name a file in content/") from None


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the new archive.")] = Path(),
) -> None:
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
def clean(config_file: ConfigFile = None, output: Output = None) -> None:
    """Delete the built site and the working folder; seeds/ and content/ stay."""
    from sitegen import build

    settings = config.load(config_file, {"output": output})
    for path in build.clean(settings):
        printing.OUT.print(f"deleted {escape(str(path))}")


@app.command("serve")
def serve_command(
    config_file: ConfigFile = None,
    port: Annotated[int, typer.Option("--port", "-p", help="Port to listen on; 0: any.")] = 8000,
    bind: Annotated[
        str,
        typer.Option(
            "--bind",
            help="Address to listen on; others than this machine's own "
            "let everybody on the network read the archive, drafts included.",
        ),
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    drafts: Drafts = None,
    search: SearchFlag = None,
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
    raise typer.Exit(130)


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
    raise typer.Exit(1 if report.failed(strict=settings.strict) else 0)
