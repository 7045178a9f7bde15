"""The archive's own colours and fonts, as a style sheet after the theme's."""

from collections.abc import Iterator

from sitegen.model import Archive, Page, Site


def plan(_archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the style sheet, where the archive sets anything."""
    if site.theme:
        yield Page("/static/theme.css", "", _css, (site,), modified=None)


def _css(site: Site) -> str:
    """Return the archive's own colours and fonts as a style sheet."""
    light = {n: v for n, v in site.theme.items() if not n.startswith("dark_")}
    fonts = {name: light.pop(name) for name in sorted({"serif", "sans"} & light.keys())}
    dark = {n[5:]: v for n, v in site.theme.items() if n.startswith("dark_")}
    rules: list[tuple[str, dict[str, str]]] = [
        ("", fonts),
        ("@media not (prefers-color-scheme: dark) ", light),
        ("@media (prefers-color-scheme: dark) ", dark),
    ]
    text = ""
    for condition, values in rules:
        if values:
            root = ":root { " + " ".join(f"--{n}: {v};" for n, v in sorted(values.items())) + " }"
            text += f"{condition}{{ {root} }}\n" if condition else f"{root}\n"
    return text
