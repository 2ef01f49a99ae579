"""
A page's front matter: which keys there are, and what each may hold.

The build and `python -m tools check` refuse a page whose front matter does not fit.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter, field_validator

from macros import facts
from macros.factfile import PAGE
from macros.facts import Fact, Id
from macros.module_words import ModuleWords


class FigureWords(Fact):
    """The words of one figure of a report."""

    label: str
    of: str | None = None  # who is counted, and when
    weakness: str | None = None


class BenchmarkWords(Fact):
    """The words of one published outcome."""

    label: str
    counted: str
    note: str | None = None


class Meta(Fact):
    """All keys that a page may have. `calculator` and `front` are checked by their own modules."""

    title: str = Field(min_length=1)
    nav_title: str | None = None
    description: str = Field(min_length=1)
    reviewed: dt.date | None = None
    next_review: dt.date | None = None  # where macros/review.py says another day
    relation: Literal["translated", "adapted", "country-only"] | None = None
    translated_from: str | None = None
    adapted_because: str | None = None
    headings_added: list[Id] = []
    headings_left_out: list[Id] = []
    full: str | None = Field(default=None, pattern=PAGE)  # of an easy page: the one in full
    principle: Id | None = None
    figures: dict[Id, FigureWords] = {}
    benchmarks: dict[Id, BenchmarkWords] = {}
    hand_numbers: dict[str, str | None] = {}
    kept_terms: dict[str, str | None] = {}
    hide: list[Literal["toc", "navigation", "path"]] = []
    template: Literal["front.html", "search.html"] | None = None
    search: dict[Literal["exclude"], bool] = {}
    calculator: dict | None = None
    front: dict | None = None
    module: ModuleWords | None = None
    trainer: bool = False  # for those who lead a course: not searched, not in the sitemap

    @field_validator("next_review")
    @classmethod
    def _comes_after(cls, day, info):
        reviewed = info.data.get("reviewed")
        if day and reviewed is None:
            raise ValueError("a page that nobody has reviewed has no next review; add `reviewed`")
        if day and day <= reviewed:
            raise ValueError("the next review is not after `reviewed`; set a later day")
        return day


_ADAPTER = TypeAdapter(Meta)


def check(where: str, meta: dict, principles: list[str]) -> Meta:
    """
    The front matter, checked. Raises FactsError with file, key and reason, a line a fault.

    `principles` are the ids that there are.
    """
    checked = facts.check(Path(where), meta, _ADAPTER)
    if checked.principle and checked.principle not in principles:
        raise facts.FactsError(
            f"{where}: principle: there is no {checked.principle}; use one of: "
            f"{', '.join(principles)}"
        )
    return checked
