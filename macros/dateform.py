"""
Days as Swedish, Danish and Finnish people write and type them.

    >>> write(20779, "sv"), write(20779, "fi")
    ('2026-11-22', '22.11.2026')
    >>> read("22/11/2026", "da")
    Reading(value=20779.0, reason=None, places={})

A day is a number, so that formulas can reckon with it: days since 1970-01-01.
The twin is docs/assets/dateform.js; tests/date_cases.yml tests both.
"""

from __future__ import annotations

import datetime as dt
import math
import re

from macros.numberform import Reading

_EPOCH = dt.date(1970, 1, 1)
FIRST, LAST = -354285, 2932896  # days of the years 1000 to 9999: four figures each

_SPACES = re.compile("(^|\\.)[ \t\r\n\u00a0\u202f]+|[ \t\r\n\u00a0\u202f]+$")
_YEAR_FIRST = re.compile("^([1-9][0-9]{3})-([0-9]{1,2})-([0-9]{1,2})$")
_DAY_FIRST = re.compile(r"^([0-9]{1,2})([./-])([0-9]{1,2})\2([1-9][0-9]{3})$")


def write(days: float, language: str) -> str:
    """The day in figures: year first in Swedish, day first in Danish and Finnish."""
    # A formula may lead beyond the calendar; its end is shown then.
    day = _EPOCH + dt.timedelta(days=max(FIRST, min(LAST, math.floor(days))))
    return day.isoformat() if language == "sv" else f"{day.day}.{day.month}.{day.year}"


def read(text: str, language: str) -> Reading:  # noqa: ARG001 - as numberform.read
    """
    The day that somebody typed, year first or day first; the reading is the same in all languages.

    The month never comes first, and a year has four figures.
    """
    text = _SPACES.sub(r"\1", text)  # around it, and behind a point
    if not text:
        return Reading(None, "number.empty")
    if found := _YEAR_FIRST.match(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.match(text):
        day, _, month, year = found.groups()
    else:
        return Reading(None, "date.not-a-date")
    try:
        there = dt.date(int(year), int(month), int(day))
    except ValueError:  # 31.2.
        return Reading(None, "date.not-a-date")
    return Reading(float((there - _EPOCH).days))
