"""
A small site of its own for the tests of quiz and session builder: a few invented modules.

The frame (theme, macros, assets, word lists) is the project's; texts and facts are made here.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from conftest import ROOT

from macros import facts, words
from macros.facts import LANGUAGES
from macros.page import Page

# id: (teaching, exercise, for whom, for whom it is core)
MODULES = {
    "alder": (20, 10, ["coach", "manager"], ["coach"]),
    "birch": (20, 30, ["coach"], ["coach"]),
    "cedar": (15, 40, ["coach", "treatment-team"], []),
    "elm": (20, 90, ["coach"], []),
    "fir": (20, 25, ["treatment-team", "manager"], ["treatment-team"]),
    "hazel": (25, 30, ["coach", "treatment-team"], ["coach"]),
    "larch": (20, 30, ["coach", "employment-office"], []),
    "maple": (10, 25, ["coach", "manager"], []),
    "oak": (20, 40, ["coach", "treatment-team"], []),
    "pine": (20, 20, ["manager"], ["manager"]),
    "rowan": (20, 30, ["coach"], []),
    "yew": (15, 30, ["coach", "treatment-team"], []),
}
COURSES = {
    "long": {
        "audience": ["coach"],
        "days": [
            {
                "start": "09:00",
                "minutes": 240,
                "agenda": ["oak", "hazel", {"pause": "lunch", "minutes": 45}, "birch", "alder"],
            },
            {
                "start": "09:00",
                "minutes": 160,
                "agenda": ["elm", {"pause": "coffee", "minutes": 15}, "maple"],
            },
        ],
    },
    "short": {
        "audience": ["manager", "treatment-team"],
        "days": [
            {
                "start": "08:30",
                "minutes": 130,
                "agenda": ["fir", "pine", {"pause": "coffee", "minutes": 15}, "alder"],
            }
        ],
    },
}

COURSES["spare"] = {
    "audience": ["employment-office"],
    "days": [
        {
            "start": "13:00",
            "minutes": 215,
            "agenda": ["cedar", "larch", {"pause": "coffee", "minutes": 15}, "rowan", "yew"],
        }
    ],
}

# One of each kind, and options that try to be markup.
KEYS = {
    "one": {"kind": "single", "options": ["left", "middle", "end"], "right": ["middle"]},
    "some": {"kind": "multiple", "options": ["a", "b", "c", "d"], "right": ["a", "c"]},
    "steps": {
        "kind": "order",
        "options": ["second", "third", "first"],
        "right": ["first", "second", "third"],
    },
    "pairs": {
        "kind": "match",
        "pairs": {"bread": "baker", "shoe": "cobbler", "chair": "joiner"},
        "options": ["joiner", "baker", "cobbler"],
    },
    "thought": {"kind": "reflection"},
}
WORDS = {
    "one": {
        "question": "Which is in the middle?",
        "options": {
            "left": "The left",
            "middle": "The middle & <b>no</b> markup",
            "end": "The end",
        },
        "because": "The middle has two neighbours. </script><img src=x onerror=alert(1)>",
    },
    "some": {
        "question": "Which two?",
        "options": {"a": "Apple", "b": "Bench", "c": "Cherry", "d": "Door"},
        "because": "Two of them grow.",
    },
    "steps": {
        "question": "In which order?",
        "options": {"first": "Ask", "second": "Listen", "third": "Write"},
        "because": "One asks before one listens.",
    },
    "pairs": {
        "question": "Who makes what?",
        "pairs": {"bread": "Bread", "shoe": "Shoe", "chair": "Chair"},
        "options": {"baker": "The baker", "cobbler": "The cobbler", "joiner": "The joiner"},
        "because": "Each has a trade.",
    },
    "thought": {"question": "What would you change?", "because": "One may begin small."},
}
QUIZ = "courses/long/oak/"  # the page with all kinds
REFLECTION = {"thought": {"kind": "reflection"}}


def home(name: str) -> str:
    if name in ("fir", "pine"):
        return "short"
    return "spare" if name in ("cedar", "larch", "rowan", "yew") else "long"


def title(name: str, language: str) -> str:
    return f"{name.title()} ({language})"


def write(project: Path) -> None:
    """The modules, courses and pages into a project's folder."""
    for kind, every in (("modules", MODULES), ("courses", COURSES)):
        folder = project / "facts" / kind
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, each in every.items():
            data = _module(name, each) if kind == "modules" else each
            text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
            (folder / f"{name}.yml").write_text(f"# What is {name}?\n{text}", "utf-8")
    (project / "facts/paths.yml").write_text("# Which way?\n{}\n", "utf-8")
    for language in LANGUAGES:
        for name in MODULES:
            front = {
                "title": title(name, language),
                "description": "Invented.",
                "module": {
                    "questions": ["Why?", "How?"],
                    "objectives": ["see", "do"],
                    "key_points": ["One.", "Two.", "Three."],
                    "exercises": {"try-it": {"title": "Try it", "aim": "Somebody tries."}},
                    "materials": [f"Cards ({language})", f"The sheet of {name} <i>"],
                    "quiz": WORDS if name == "oak" else {"thought": WORDS["thought"]},
                },
            }
            _page(project, language, f"courses/{home(name)}/{name}.md", front, "{{ quiz() }}")


def _module(name: str, each: tuple) -> dict:
    teaching, exercise, audience, core = each
    return {
        "home": home(name),
        "minutes": {"teaching": teaching, "exercise": exercise},
        "audience": audience,
        "core": core,
        "exercises": {"try-it": {"minutes": exercise, "group": [2, 4]}},
        "quiz": KEYS if name == "oak" else REFLECTION,
    }


def _page(project: Path, language: str, path: str, front: dict, body: str) -> None:
    file = project / "docs" / language / path
    file.parent.mkdir(parents=True, exist_ok=True)
    head = yaml.safe_dump(front, sort_keys=False, allow_unicode=True)
    file.write_text(f"---\n{head}---\n\n## Test {{#quiz}}\n\n{body}\n\nMore text.\n", "utf-8")


def copy(target: Path) -> None:
    """A project with the frame of the real one and none of its texts."""
    for name in ("macros", "theme", "facts"):
        shutil.copytree(ROOT / name, target / name)
    for name in ("assets", "xx"):
        shutil.copytree(ROOT / "docs" / name, target / "docs" / name)
    for language in LANGUAGES:
        there, here = target / "docs" / language, ROOT / "docs" / language
        there.mkdir()
        for file in [*here.glob("_*.yml"), here / "404.md", here / "search.md"]:
            shutil.copy(file, there)
        words = there / "_search.yml"  # without readers' words for pages that are not here
        words.write_text(re.sub(r"(?m)^pages:\n(  .*\n)+", "", words.read_text("utf-8")), "utf-8")
        (there / "courses").mkdir()
        shutil.copy(here / "courses/builder.md", there / "courses")
        for path in ("index.md", "glossary.md", "about/index.md", "about/privacy.md"):
            front = {"title": path, "description": "Invented."}
            _page(target, language, path, front, "Text.")
    text = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    text = text.replace("strict: true", "strict: false")
    pages = [f"courses/{home(name)}/{name}.md" for name in MODULES]
    nav = ["index.md", {"courses": ["courses/builder.md", *pages]}, {"about": ["about/index.md"]}]
    (target / "mkdocs.yml").write_text(text + "\n" + yaml.safe_dump({"nav": nav}), "utf-8")
    write(target)


def build(project: Path, site: Path, **settings) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


class Strict(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a policy that allows nothing foreign, and inline what was built so."""

    def log_message(self, *_):
        """Nothing: a test run is quiet."""

    def end_headers(self):
        """The policy behind the other headers."""
        allowed = " ".join(inline_scripts(Path(self.directory)))
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'self' {allowed}; style-src 'self'; "
            "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
            "base-uri 'none'",
        )
        super().end_headers()


@functools.cache
def inline_scripts(site: Path) -> list[str]:
    """The hashes of the few scripts that every page has inline, as a policy names them."""
    text = (site / "sv/about/index.html").read_text("utf-8")
    inline = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    hashes = (hashlib.sha256(each.encode()).digest() for each in inline)
    return [f"'sha256-{base64.b64encode(each).decode()}'" for each in hashes]


def page_of(project: Path, path: str = "courses/long/oak.md", language: str = "sv") -> Page:
    """The page as macros know it, with its front matter."""
    own = words.load(project / "docs", language)
    return Page(language, path, facts.load(ROOT / "facts"), own, dict(own.front_matter(path)))
