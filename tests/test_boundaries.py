"""What may know what: MkDocs stays behind one adapter, and every document tells the truth."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

from macros import catalogue, facts, meta, spec, words
from tools import __main__ as tools

MODULES = [*sorted((ROOT / "macros").rglob("*.py")), *sorted((ROOT / "tools").rglob("*.py"))]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_adapter_knows_mkdocs(module):
    """Facts, words and macros have to survive the move to a successor."""
    imported = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    knows = bool(imported & {"mkdocs", "material", "mkdocs_static_i18n"})
    assert knows == (module.relative_to(ROOT).as_posix() == "macros/hook.py")


def test_every_macro_tool_and_front_matter_key_is_documented():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in catalogue.MACROS:
        assert f"{{{{ {name}(" in text, f"CONTRIBUTING.md does not describe the macro {name}"
    for name in meta.Meta.model_fields:
        assert f"`{name}`" in text or f"`{name}:" in text, name
    for name in tools.COMMANDS:
        assert re.search(rf"\b{name}\b", readme), f"README.md does not name the command {name}"


def test_every_key_of_a_fact_or_spec_and_every_unit_is_documented():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    models = [facts.Figure, facts.Report, facts.Source, facts.Benchmark, facts.FidelityItem]
    models += [kind for kind in vars(spec).values() if isinstance(kind, type)]
    for model in models:
        for field, each in getattr(model, "model_fields", {}).items():
            key = each.alias or field
            assert f"`{key}`" in text or f"`{key}:" in text, f"{model.__name__}.{key}"
    known = words.load(ROOT / "docs", "sv").keys()
    units = {key.split(".")[1] for key in known if key.startswith("unit.")}
    for unit in units:
        assert f"`{unit}`" in text, f"the unit {unit}"


def test_every_make_target_of_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"make ([a-z-]+)", (ROOT / "README.md").read_text("utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_locks_name_no_host_and_every_line_has_a_hash():
    for lock in sorted((ROOT / "locks").glob("*.txt")):
        text = lock.read_text("utf-8")
        assert "://" not in text
        for requirement in re.split(r"\n(?=[a-z])", text):
            assert "--hash=sha256:" in requirement, requirement.split("\n")[0]


def test_ci_calls_what_a_person_types():
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set "))]
    assert commands == ["make test-all"]


def test_the_links_of_the_papers_lead_somewhere():
    for paper in [*ROOT.glob("*.md"), *(ROOT / "decisions").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", paper.read_text("utf-8")):
            assert (paper.parent / target).exists(), (paper.name, target)


def test_no_file_is_named_as_a_module_of_the_standard_library():
    import sys

    for module in MODULES:
        inside = Path(module).stem
        assert inside.startswith("__") or inside not in sys.stdlib_module_names
