"""
The one adapter to MkDocs: it gives each page its language and macros, and fails on any error.

static-i18n builds the languages one after the other, inside the first build, so every function
here runs once per language. What static-i18n and Material get wrong is put right here or in
`theme/`, each at one place (decisions/0002-adapter.md).
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path

from jinja2 import BytecodeCache
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority

ROOT_FOLDER = Path(__file__).resolve().parent.parent
PATHS = ROOT_FOLDER / "facts" / "paths.yml"
sys.path.insert(0, str(ROOT_FOLDER))

from macros import (  # noqa: E402 - after the path is set
    addresses,
    catalogue,
    curriculum,
    easy,
    embed,
    facts,
    glossary_links,
    meta,
    module_page,
    path_file,
    render,
    review,
    scripts,
    sitemap,
    words,
)
from macros.page import Page  # noqa: E402 - likewise
from macros.search import build as search  # noqa: E402 - likewise

FAULTS = (facts.FactsError, words.WordsError, render.PageError)
LATE, EARLY = -200, 200  # after, and before, everything that static-i18n does

_pages: dict[str, Page] = {}  # source path -> the page as macros know it
_searched: dict[str, search.Searched] = {}  # language -> what its search will find


def _language(config) -> str:
    return config.plugins["i18n"].current_language


def _docs(config) -> Path:
    # Relative to where MkDocs was started, so that messages name paths that people can click.
    docs = Path(config.docs_dir)
    return docs.relative_to(Path.cwd()) if docs.is_relative_to(Path.cwd()) else docs


def _told(event):
    """What is wrong with a file ends the build with its message, not with a traceback."""

    @functools.wraps(event)
    def told(*arguments, **named):
        try:
            return event(*arguments, **named)
        except FAULTS as error:
            raise PluginError("\n" + str(error)) from None

    return told


@event_priority(LATE)
@_told
def on_config(config):
    """The language's own name, description and word list; only those nav entries that exist."""
    language = _language(config)
    config.extra.setdefault("whole_nav", config.nav)
    config.extra.pop("alternate", None)  # static-i18n's; ours are relative (theme/)
    config.theme.static_templates.discard("404.html")  # ours are pages: docs/*/404.md
    if not config.plugins["i18n"].building and (odd := words.disagreements(_docs(config))):
        raise words.WordsError("\n".join(odd))
    if not config.plugins["i18n"].building:
        _ways_lead_somewhere(_docs(config))
        config.extra["curriculum"] = curriculum.load(_facts())
    if language == addresses.ROOT:
        config.theme["language"] = "sv"
        config.nav = ["index.md"]
        return config
    config.extra["facts"] = facts.load(ROOT_FOLDER / "facts")
    config.extra["words"] = word_list = words.load(_docs(config), language)
    config.site_name = word_list["site.name"]
    config.site_description = word_list["site.description"]
    config.nav = _existing(config.extra["whole_nav"], _docs(config) / language)
    config.extra["easy"] = easy.switches(_docs(config) / language)
    config.extra["titles"] = _Titles(_docs(config) / language)
    _searched[language] = search.Searched(
        _docs(config), ROOT_FOLDER / "facts" / "paths.yml", word_list
    )
    return config


def _ways_lead_somewhere(docs: Path):
    """Raises FactsError where a path or an easy page names what is not there."""
    file = _facts() / PATHS.name
    told = [
        f"{where}:{line or 1}: {what}: {cure}"
        for where, line, what, cure in path_file.faults(file, docs)
    ]
    told += [f"{where}: {what}: {cure}" for where, _, what, cure in easy.faults(docs)]
    if told:
        raise facts.FactsError("\n".join(told))


def _facts() -> Path:
    # Relative as well, for the same reason.
    facts = PATHS.parent
    return facts.relative_to(Path.cwd()) if facts.is_relative_to(Path.cwd()) else facts


def _existing(nav, folder: Path):
    """The nav without the pages that this language does not have."""
    kept = []
    for item in nav:
        if isinstance(item, str):
            if (folder / item).exists():
                kept.append(item)
        else:
            [(title, children)] = item.items()
            if inner := _existing(children, folder):
                kept.append({title: inner})
    return kept


@event_priority(LATE)
def on_files(files, config):
    """404 pages are files, not folders: that is where servers look for them."""
    for file in files:
        if file.src_uri.endswith("/404.md"):
            language = file.src_uri.partition("/")[0]
            place = "" if language == addresses.ROOT or len(_built(config)) == 1 else f"{language}/"
            file.dest_uri = file.url = f"{place}404.html"
            file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
    return files


def _built(config) -> list[str]:
    return config.plugins["i18n"].build_languages


class _Compiled(BytecodeCache):
    """The theme's templates: each language has them anew, all the same."""

    def __init__(self):
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket):
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket):
        self.kept[bucket.key] = bucket.bytecode_to_string()


_compiled = _Compiled()


def on_env(env, config, files):
    """The templates are compiled once, not once a language."""
    env.bytecode_cache = _compiled
    return env


@event_priority(LATE)
@_told
def on_nav(nav, config, files):
    """A section is called what its first page calls itself: no titles in mkdocs.yml."""

    def name(items):
        for item in items:
            if item.is_section:
                first = item.children[0]
                front = words.front_matter(_docs(config) / first.file.src_uri)
                item.title = front.get("nav_title") or front.get("title") or item.title
                name(item.children)

    name(nav.items)
    return nav


@event_priority(EARLY)
@_told
def on_page_markdown(markdown, page, config, files):
    """Our own Jinja pass, and the titles of boxes."""
    language = page.file.src_uri.partition("/")[0]
    if language == addresses.ROOT:
        return markdown
    path = page.file.src_uri.removeprefix(f"{language}/")
    made = Page(
        language,
        path,
        config.extra["facts"],
        config.extra["words"],
        page.meta,
        directories=config.use_directory_urls,
        site=config.site_url or "",
        url=page.canonical_url or "",
        curriculum=config.extra["curriculum"],
    )
    _pages[page.file.src_uri] = made
    where = str(_docs(config) / page.file.src_uri)
    front, body, first_line = words.split(_docs(config) / page.file.src_uri)
    body = module_page.readers(path, body)
    meta.check(where, front, config.extra["facts"].principles.ids)
    text = render.render(body, where, catalogue.for_page(made), first_line)
    return render.box_titles(text, made.words)


@_told
def on_page_content(html, page, config, files):
    """Terms lead to the glossary; then the blocks take their tokens' places."""
    made = _pages.get(page.file.src_uri)
    if made is None:
        return html
    html = glossary_links.link_terms(made, html)
    if made.path.startswith(f"{easy.FOLDER}/"):
        html = easy.lines_kept(html)
    return made.put_blocks(html)


@event_priority(LATE)
@_told
def on_page_context(context, page, config, nav):
    """What the theme needs beside Material's own: words, the other languages, scripts."""
    docs, language = _docs(config), page.file.src_uri.partition("/")[0]
    path = page.file.src_uri.removeprefix(f"{language}/")
    several = len(_built(config)) > 1
    alternates = []
    if several:
        shown = "index.md" if language == addresses.ROOT or path == "404.md" else path
        alternates = addresses.alternates(
            docs, language, shown, directories=config.use_directory_urls
        )
        for other in alternates:
            other["href"] = addresses.relative(other["url"], page.url)
            other["absolute"] = config.site_url + other["url"] if config.site_url else None

    def to(target: str) -> str:
        """The way from this page to another of its language."""
        place = addresses.address(language, target, directories=config.use_directory_urls)
        return addresses.relative(
            place if several else place.removeprefix(f"{language}/"), page.url
        )

    context.update(
        {
            "alternates": alternates,
            "every_words": {
                code: words.load(docs, code) for code in addresses.NAMES if code in _built(config)
            },
            "language": language,
            "to": to,
        }
    )
    if language == addresses.ROOT:
        context["words"] = None
        return context
    principles = config.extra["facts"].principles.ids
    context.update(
        {
            "count_of_principles": len(principles),
            "easy": path.startswith(f"{easy.FOLDER}/"),
            "made": _pages[page.file.src_uri],
            "modules_beside": config.extra["curriculum"].beside(path),
            "next_steps": path_file.next_steps(path_file.load(PATHS), path),
            "place_of_principle": 1 + principles.index(page.meta["principle"])
            if "principle" in page.meta
            else None,
            "language_root": addresses.relative(f"{language}/" if several else "", page.url),
            "review_due": review.due(page.meta, path),
            "review_overdue": review.overdue(page.meta, path, review.today()),
            "switch": config.extra["easy"].get(path),
            "search_audiences": _searched[language].names,
            "search_kinds": search.KINDS,
            "titles": config.extra["titles"],
            "words": config.extra["words"],
        }
    )
    return context


class _Titles:
    """What a page calls itself in menus: `titles["about/index.md"]`."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.found: dict[str, str | None] = {}

    def __contains__(self, path: str) -> bool:
        return self._title(path) is not None

    def __getitem__(self, path: str) -> str:
        return self._title(path)

    def _title(self, path: str) -> str | None:
        if path not in self.found:
            front = words.front_matter(self.folder / path)
            self.found[path] = front.get("nav_title") or front.get("title")
        return self.found[path]


@_told
def on_post_page(output, page, config):
    """What a template cannot say: the language at `/`, a 404 page's links, a page for frames."""
    if page.file.src_uri.startswith(f"{addresses.ROOT}/"):
        # Material writes its own language there; this page has three.
        output = output.replace('<html lang="sv"', '<html lang="mul"', 1)
    if page.file.name == "404":
        site = config.site_url
        base = "/" + site.partition("://")[2].partition("/")[2] if site else "/"
        return addresses.absolute_links(output, page.url, base)
    _write_embed(output, page, config)
    language = page.file.src_uri.partition("/")[0]
    if language in _searched:
        address = page.url.removeprefix(f"{language}/" if len(_built(config)) > 1 else "")
        path = page.file.src_uri.removeprefix(f"{language}/")
        _searched[language].add(path, address, page.meta, output)
    return output


def _write_embed(output: str, page, config):
    """Where a calculator stands, a page with nothing but it."""
    made = _pages.get(page.file.src_uri)
    text = made and embed.document(made, output, addresses.relative("", page.url))
    if text:
        target = Path(config.site_dir, embed.beside(page.file.dest_uri))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


@_told
def _write_search(config):
    """The index of the language just built, beside its search page."""
    language = _language(config)
    if language == addresses.ROOT:
        return
    several = len(_built(config)) > 1
    folder = Path(config.site_dir, language if several else "", search.FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _searched[language].files().items():
        (folder / name).write_text(text, "utf-8")


@event_priority(LATE)  # after static-i18n has built every language
def _write_sitemap(config):
    """One sitemap for all; none where the site has no address of its own."""
    if config.plugins["i18n"].building:
        return
    Path(config.site_dir, "sitemap.xml.gz").unlink(missing_ok=True)
    target = Path(config.site_dir, "sitemap.xml")
    if not config.site_url or len(_built(config)) == 1:
        target.unlink(missing_ok=True)
        return
    target.write_bytes(
        sitemap.sitemap(_docs(config), config.site_url, directories=config.use_directory_urls)
    )


@event_priority(LATE)  # after the last language has copied the scripts as they are
def _minify(config):
    """Readers get our scripts without comments."""
    if not config.plugins["i18n"].building:
        scripts.publish(Path(config.docs_dir, "assets"), Path(config.site_dir, "assets"))


on_post_build = CombinedEvent(_write_search, _write_sitemap, _minify)
