"""A group of rows of a calculator's spec, made ready: which rows there are, and what is known."""

from __future__ import annotations

from macros.spec import Group, Rows
from macros.spec_values import Values


def group(name: str, rows: Rows, others: dict[str, Group], values: Values) -> Group:
    """The group; `others` are those before it. Raises FactsError with file, key and reason."""
    ids = _ids(name, rows, values)
    for other in others.values():
        if taken := set(ids) & set(other.ids):
            values.fail(f"rows.{name}", f"{min(taken)} is a row of {other.id} too; rename it")
    known: dict[str, list] = {rows.steps.name: rows.steps.values} if rows.steps else {}
    for key, each in rows.known.items():
        place = f"rows.{name}.known.{key}"
        for row in ids:
            if row not in each.values:
                values.fail(place, f"the row {row} has no value; add `{row}: ...`")
        known[key] = [values.number(place, each.values[row]) for row in ids]
    for part, named in (("heads", rows.heads.values()), ("links", rows.links)):
        for row in named:
            if row not in ids:
                values.fail(f"rows.{name}.{part}", f"there is no row {row}; correct the name")
    return Group(name, rows, ids, known)


def _ids(name: str, rows: Rows, values: Values) -> list[str]:
    if rows.steps:
        return [f"{name}-{index}" for index in range(len(rows.steps.values))]
    if rows.fixed == "fidelity":
        return [item.id for item in values.facts.fidelity]
    if rows.fixed:
        return list(rows.fixed)
    defaults = [field.default for field in rows.inputs.values()]
    lengths = {len(each) if isinstance(each, list) else 0 for each in defaults}
    if len(lengths) != 1 or not 1 <= max(lengths) <= rows.free:
        values.fail(
            f"rows.{name}.inputs",
            f"each default is a list of the example's rows, equally long, 1 to {rows.free}",
        )
    return [f"{name}-{number}" for number in range(1, max(lengths) + 1)]
