r"""
Numbers as Swedish, Danish and Finnish people write and type them.

    >>> write(-1234.5, "sv"), write(1234.5, "da", 2)
    ('−1\xa0234,5', '1.234,50')
    >>> read("1.500", "da")
    Reading(value=1500.0, reason=None, places={})

`write` gives what the browser's Intl.NumberFormat gives, except that nothing is ever written -0.
The twin is docs/assets/numberform.js; tests/number_cases.yml tests both.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

LANGUAGES = ("sv", "da", "fi")

_GROUP = {"sv": "\u00a0", "da": ".", "fi": "\u00a0"}
_MINUS = {"sv": "\u2212", "da": "-", "fi": "\u2212"}
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # holds every double
MOST_DECIMALS = 3  # where none are asked for, as Intl has it


def rounded(value: float, decimals: int) -> Decimal:
    """The number with so many decimals, halves away from zero, as it is going to be written."""
    # From the shortest text of the double, as browsers do: 1.005 is 1.01, not 1.00.
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


def write(value: float, language: str, decimals: int | None = None, more: int = 0) -> str:
    """
    The number with exactly so many decimals, or with as many as it has, but at most three.

    With `more` it has up to so many decimals beyond those, if it needs them.
    """
    number = rounded(value, (MOST_DECIMALS if decimals is None else decimals) + more)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    fraction = fraction.rstrip("0").ljust(decimals or 0, "0")
    grouped = f"{int(whole):,}".replace(",", _GROUP[language])
    sign = _MINUS[language] if number < 0 else ""
    return sign + grouped + ("," + fraction if fraction else "")


def plain(value: float) -> str:
    """The number with a point and nothing else, as addresses carry it: 1234.5."""
    text = f"{rounded(value, MOST_DECIMALS):f}"
    return text.rstrip("0").rstrip(".")


class Reading(NamedTuple):
    """A number as understood, or the word key of the reason why not and what fills its places."""

    value: float | None
    reason: str | None = None
    places: dict = {}


_SPACES = "[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_AROUND = re.compile(rf"^(?:{_SPACES}|[\r\n])+|(?:{_SPACES}|[\r\n])+$")
_GROUPED = re.compile(rf"^[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}})+(?![0-9])")
_PLAIN = re.compile(r"^[0-9]+(?:[.,][0-9]*)?$|^[.,][0-9]+$")
_DANISH = re.compile(r"^[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]*)?$")
_UNCLEAR = re.compile(r"^(0*[1-9][0-9]*)\.([0-9]{3})$")
MOST_DIGITS = 15  # a double holds any such number exactly


def read(text: str, language: str) -> Reading:
    """
    The number that somebody typed.

    Spaces group thousands; comma and point are decimal signs, except that in Danish a point
    before exactly three digits groups, and in Swedish and Finnish that form is refused.
    """
    text = _AROUND.sub("", text)
    if not text:
        return Reading(None, "number.empty")
    sign = -1.0 if text[0] in "-\u2212" else 1.0
    body = text[1:] if sign < 0 else text
    body = _AROUND.sub("", body)
    grouped = _GROUPED.match(body)
    if grouped:
        body = re.sub(_SPACES, "", grouped.group()) + body[grouped.end() :]
    elif language == "da" and _DANISH.match(body):
        body = body.replace(".", "")
    elif unclear := _UNCLEAR.match(body):
        minus = _MINUS[language] if sign < 0 else ""
        whole, decimal = unclear.group(1) + unclear.group(2), unclear.group(2).rstrip("0")
        decimal = unclear.group(1) + ("," + decimal if decimal else "")
        return Reading(
            None, "number.ambiguous", {"whole": minus + whole, "decimal": minus + decimal}
        )
    if not _PLAIN.match(body):
        return Reading(None, "number.not-a-number")
    if len(re.sub("[.,]", "", body).lstrip("0")) > MOST_DIGITS:
        return Reading(None, "number.too-long")
    return Reading(sign * float(body.replace(",", ".")) + 0.0)
