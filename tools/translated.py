"""
Stamp one page as brought up to date with its original, after showing what changed there.
    python -m tools translated docs/da/reports/soite.md [--from fi]
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from macros.facts import LANGUAGES
from macros.words import split
from tools.rules.freshness import origin, words_hash
from tools.rules.project import PageFile


def main(arguments: list[str]) -> int:
    """0 when stamped; 2 with the reason when the page cannot be."""
    source = None
    if "--from" in arguments:
        at = arguments.index("--from")
        source = arguments[at + 1] if at + 1 < len(arguments) else ""
        arguments = arguments[:at] + arguments[at + 2 :]
    if len(arguments) != 1:
        print(__doc__)
        return 2
    try:
        print(stamp(Path.cwd(), arguments[0], source))
    except ValueError as error:
        print(error)
        return 2
    return 0


def stamp(root: Path, page_path: str, source: str | None = None) -> str:
    """
    Write `translated_from` into the page, and give the word diff of what changed in the original.

    Raises ValueError when the page or its original is not to be found.
    """
    match = re.fullmatch(rf"docs/({'|'.join(LANGUAGES)})/(.+\.md)", page_path)
    if not match or not (root / page_path).exists():
        raise ValueError(f"{page_path}: no such page; name one as docs/LANGUAGE/PATH.md")
    language, path = match.groups()
    page = PageFile(root / page_path, page_path)
    named = origin(page)
    source = source or (named[0] if named else _original(root, language, path))
    original = root / "docs" / source / path
    if source == language or not original.exists():
        raise ValueError(f"docs/{source}/{path}: there is no original here; name it with --from")
    meta, body, _ = split(original)
    if "translated_from" in meta:
        raise ValueError(f"docs/{source}/{path} is itself a translation; name the original")
    digest = words_hash(meta, body)
    changed = _changes(root, f"docs/{source}/{path}", named[1] if named else None, digest)
    _write(root / page_path, f"translated_from: {source}@{digest}", page.meta)
    return f"{changed}\n{page_path}: translated_from: {source}@{digest}"


def _original(root: Path, language: str, path: str) -> str:
    for other in LANGUAGES:
        file = root / "docs" / other / path
        if other != language and file.exists() and "translated_from" not in split(file)[0]:
            return other
    raise ValueError(f"docs/*/{path}: no page here is an original; name one with --from")


def _changes(root: Path, original: str, old: str | None, new: str) -> str:
    """The word diff of the original between the two hashes, in words if there is none."""
    if old == new:
        return f"{original}: nothing has changed since the last stamp."
    if old is None:
        return f"{original}: the first stamp; read the translation against the whole page."
    text = _old_text(root, original, old)
    if text is None:
        return f"{original}: no commit holds the words of {old}; read against the whole page."
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder, "before.md")
        before.write_text(text, "utf-8")
        done = subprocess.run(
            ["git", "diff", "--no-index", "--word-diff=plain", str(before), str(root / original)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    return done.stdout.partition("@@")[2] or f"{original}: only what is no words has changed."


def _old_text(root: Path, original: str, old: str) -> str | None:
    """The original as it was when its words had the hash `old`, out of git's history."""

    def git(*words):
        return subprocess.run(
            ["git", *words], cwd=root, capture_output=True, text=True, check=False
        ).stdout

    for commit in git("log", "--format=%H", "--", original).split():
        text = git("show", f"{commit}:{original}")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "page.md")
            file.write_text(text, "utf-8")
            meta, body, _ = split(file)
        if words_hash(meta, body) == old:
            return text
    if git("rev-parse", "--is-shallow-repository").strip() == "true":
        raise ValueError("this clone has no history; run: git fetch --unshallow")
    return None


def _write(file: Path, line: str, meta: dict) -> None:
    text = file.read_text("utf-8")
    if "translated_from" in meta:
        text = re.sub(r"^translated_from:.*$", line, text, count=1, flags=re.MULTILINE)
    else:
        relation = "" if "relation" in meta else "relation: translated\n"
        text = text.replace("\n---\n", f"\n{relation}{line}\n---\n", 1)
    file.write_text(text, "utf-8")
