"""The word lists: the same keys in each language, every word used, every word asked for there."""

from __future__ import annotations

import re

from macros import words
from macros.facts import LANGUAGES, load_yaml
from tools.rules.project import Fault, Project

_CODE = ("macros/*.py", "macros/templates/*", "theme/**/*", "docs/assets/*.js")


def faults(project: Project):
    """Keys, forms and places that differ, and words that nothing asks for."""
    for message in words.disagreements(project.docs):
        path, _, rest = message.replace(f"{project.root}/", "").partition(": ")
        what, _, cure = rest.rpartition("; ")
        yield Fault(path, None, what, cure)
    yield from _side_files(project)
    code = "\n".join(
        file.read_text("utf-8")
        for pattern in _CODE
        for file in sorted(project.root.glob(pattern))
        if file.is_file()
    )
    listed = words.load(project.docs, "sv")
    for key in sorted(listed.keys()):
        if not _asked_for(key, code):
            yield Fault(
                f"docs/sv/{listed.path.name}",
                None,
                f"{key}: nothing asks for this word",
                "remove it in each language, or correct the key",
            )


def _side_files(project: Project):
    """Terms and items that one language's `_glossary.yml` or `_fidelity.yml` lacks."""
    names = {file.name for file in project.docs.glob("??/_*.yml")} - {"_words.yml"}
    for name in sorted(names):
        lists = {
            language: load_yaml(project.docs / language / name) or {} for language in LANGUAGES
        }
        for key in sorted(set().union(*lists.values())):
            having = [language for language in LANGUAGES if key in lists[language]]
            for language in LANGUAGES:
                if language not in having:
                    yield Fault(
                        f"docs/{language}/{name}",
                        None,
                        f"{key}: missing here, but docs/{having[0]}/{name} has it",
                        "add it, or remove it there",
                    )


def _asked_for(key: str, code: str) -> bool:
    """Whether the code names the key, or makes keys that begin as it does ("unit." ~ name)."""
    if re.search(rf"""["'`]{re.escape(key)}["'`]""", code):
        return True
    parts = key.split(".")
    return any(
        re.search(rf"""["'`]{re.escape(".".join(parts[:end]))}\.(?:["'`]|\{{|\$\{{)""", code)
        for end in range(1, len(parts))
    )
