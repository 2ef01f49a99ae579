"""The ways in: paths lead somewhere and pass each guide; easy pages have their full ones."""

from __future__ import annotations

from macros import easy, path_file
from tools.rules.project import Fault, Project


def faults(project: Project):
    """Steps without page, paths without page and pages without path, stages that nobody sees."""
    file = project.root / "facts" / "paths.yml"
    for where, line, what, cure in path_file.faults(file, project.docs):
        yield Fault(project.shown(where), line, what, cure)
    paths = path_file.load(file)
    for path, trio in project.pages.items():
        folder, _, name = path.rpartition("/")
        for page in trio.values() if folder == path_file.FOLDER and name != "index.md" else ():
            yield from _shown(page, name.removesuffix(".md"), paths)
    walked = {page for stages in paths.values() for page in path_file.steps(stages)}
    for path, trio in project.pages.items() if paths else ():
        if path.startswith("guides/") and path not in {*walked, "guides/index.md"}:
            yield Fault(
                next(iter(trio.values())).path,
                None,
                "no path leads to this guide",
                f"add {path} to a reader's path in facts/paths.yml",
            )

    yield from _easy(project)


def _easy(project: Project):
    """An easy page without its full one, and `full` where no easy page is."""
    for file, key, what, cure in easy.faults(project.docs):
        path = file.relative_to(file.parent.parent).as_posix()
        page = project.page(file.parent.parent.name, path)
        shown = what.replace(f"{project.root}/", "")
        yield Fault(page.path, page.line_of(f"^{key}:"), shown, cure)
    for path, _, page in project.every_page():
        if "full" in page.meta and not path.startswith(f"{easy.FOLDER}/"):
            yield Fault(
                page.path,
                page.line_of("^full:"),
                "only a page below easy/ has `full`",
                "move the page, or remove the line",
            )


def _shown(page, audience: str, paths: path_file.Paths):
    """The page of a path has all its steps: the whole path, or each of its stages."""
    if audience not in paths:
        yield Fault(
            page.path,
            1,
            f"facts/paths.yml has no path {audience}",
            f"use one of: {', '.join(paths)}; or add the path",
        )
        return
    calls = [call.arguments for call in page.calls if call.name == "path"]
    if (audience,) in calls:
        return
    for stage in paths[audience]:
        if (audience, stage) not in calls:
            yield Fault(
                page.path,
                page.lines[-1][0],
                f"the stage {stage} is not shown",
                f'add a heading and {{{{ path("{audience}", "{stage}") }}}}',
            )
