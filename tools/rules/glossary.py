"""Each language's glossary: its entries against their schema, and no form for two terms."""

from __future__ import annotations

from macros import glossary_forms
from macros.facts import LANGUAGES, FactsError
from tools.rules.project import Fault, Project


def faults(project: Project):
    """What is wrong with an entry or a form of `docs/<language>/_glossary.yml`."""
    for language in LANGUAGES:
        file = project.docs / language / "_glossary.yml"
        if not file.exists():
            continue
        try:
            entries = glossary_forms.read(file)
        except FactsError as error:
            for message in str(error).splitlines():
                _, key, reason = message.split(": ", 2)
                line = glossary_forms.line_of(file, key.partition(".")[0])
                yield Fault(project.shown(file), line, key, reason)
            continue
        for line, what, cure in glossary_forms.faults(file, entries):
            yield Fault(project.shown(file), line, what, cure)
