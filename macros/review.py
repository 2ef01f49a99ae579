"""
When a page is to be reviewed again, and whether that day has passed on the day of the build.

    >>> due({"reviewed": dt.date(2026, 11, 22)}, "guides/money.md")
    datetime.date(2027, 11, 22)
"""

from __future__ import annotations

import calendar
import datetime as dt
import os

MONTHS = 12
SOONER = 6  # months, for what follows a year's rules
SOONER_PAGES = (
    "countries/",
    "calculators/benefits.md",
    "easy/money.md",
    "guides/benefits-counselling.md",
    "guides/social-assistance.md",
    "principles/benefits.md",
)


def today() -> dt.date:
    """The day of the build, in UTC: SOURCE_DATE_EPOCH (seconds since 1970) where that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return now.date()


def due(meta: dict, path: str) -> dt.date | None:
    """The day by which the page is to be reviewed; None for a page that says no `reviewed`."""
    reviewed = meta.get("reviewed")
    if reviewed is None:
        return None
    months = SOONER if path.startswith(SOONER_PAGES) else MONTHS
    return meta.get("next_review") or _later(reviewed, months)


def overdue(meta: dict, path: str, day: dt.date) -> int:
    """How many days too late the review is on `day`; 0 on the day itself and before it."""
    by = due(meta, path)
    return max(0, (day - by).days) if by else 0


def _later(day: dt.date, months: int) -> dt.date:
    """The same day some months later; the month's last one where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
