"""
Data tables: real tables on a wide page, labelled lists on a phone, one template for all.

    table("Alla siffror", [Column("Mått"), Column("Andel", number=True)], [Row(["Arbete", "27 %"])])

The first cell of a row is its name. Cells are text, or Markup that is already HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from macros.templating import fill


@dataclass(frozen=True)
class Column:
    """A head: its words, where they lead, and whether the cells below hold numbers."""

    label: str
    number: bool = False
    href: str = ""


@dataclass(frozen=True)
class Row:
    """The cells of a row, its id for links, and a heading that stands above it (a group)."""

    cells: list = field(default_factory=list)
    id: str = ""
    group: str = ""


def table(caption: str, columns: list[Column], rows: list[Row], kind: str = "") -> Markup:
    """The table. `kind` is a class of its own, for its CSS."""
    return fill("table.html", caption=caption, columns=columns, rows=rows, kind=kind)
