"""A calculator as its template prints it: every number written, every sentence chosen."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from macros import answer, dateform, fidelity, formula, numberform, spec, working
from macros.calculator_words import beside
from macros.page import Page
from macros.source import cite, short
from macros.spec import DATE, INVENTED, MONEY, TRUTH, Calculator, Group, Input
from macros.templating import foreign, say


@dataclass(frozen=True)
class Said:
    """A sentence in its slot: which message it is, and its HTML; hidden if there is none."""

    slot: str
    kind: str  # the slot's plain name, for its look
    key: str
    html: Markup


def bold(sentence: str) -> Markup:
    """`**13 av 48** personer` with its strong parts marked."""
    parts = [escape(part) for part in sentence.split("**")]
    return Markup().join(
        Markup("<strong>{}</strong>").format(part) if index % 2 else part
        for index, part in enumerate(parts)
    )


class View:
    """What the template prints: everything in words already."""

    def __init__(self, made: Calculator, page: Page, own: dict):
        self.made, self.page, self.words, self.own = made, page, page.words, own
        self.name = made.name
        self.answer = working.work_out(made, made.defaults)
        self.writer = answer.Writer(made, page.words, own, self.answer)

    def text(self, key: str) -> str:
        """A word that all calculators share."""
        return self.words[f"calculator.{key}"]

    def value(self, key: str) -> str:
        """The value with this dotted key, with its unit."""
        return self.writer.value(key.rpartition(".")[2], self.answer.values[key])

    # -- The form ---------------------------------------------------------------------------------

    @property
    def groups(self) -> list[dict]:
        """The inputs that stand once, group by group; a legend of None: no group."""
        found: dict[str | None, list] = {}
        for name, field in self.made.spec.inputs.items():
            found.setdefault(field.group, []).append(self._field(name, field))
        legends = self.own.get("groups", {})
        return [{"legend": legends.get(group), "fields": f} for group, f in found.items()]

    @property
    def row_groups(self) -> list[dict]:
        """Each group of rows with its rows, and what is said above them."""
        return [self._row_group(group) for group in self.made.groups.values()]

    @property
    def long(self) -> bool:
        """A questionnaire: its form stands above the answer, as wide as the page."""
        return any(
            group.spec.fixed and field.radio
            for group in self.made.groups.values()
            for field in group.spec.inputs.values()
        )

    def _row_group(self, group: Group) -> dict:
        words = self.own.get("row_groups", {}).get(group.id, {})
        return {
            "id": group.id,
            "legend": words.get("legend"),
            "help": words.get("help"),
            "free": bool(group.spec.free),
            "steps": bool(group.spec.steps),
            "typed": bool(group.spec.inputs),
            # One choice a row: the row's name is the question.
            "single": len(group.spec.inputs) == 1 and not group.spec.free,
            "rows": [self._row(group, row) for row in group.ids],
        }

    def _row(self, group: Group, row: str) -> dict:
        rows, fixed = group.spec, bool(group.spec.fixed)
        words = answer.row_words(self.words, self.own, group, row) if fixed else {}
        ends = [words[end] for end in ("left", "right")] if "left" in words else None
        heads = {before: key for key, before in rows.heads.items()}
        about = [words.get("help")]
        if rows.fixed == "fidelity":
            item = next(each for each in self.page.facts.fidelity if each.id == row)
            about.append(fidelity.limits(self.words, item))
        return {
            "id": row,
            "label": self.writer.row(row),
            "help": " ".join(each for each in about if each),
            "head": self.own["heads"][group.id][heads[row]] if row in heads else None,
            "fields": [
                self._field(f"{row}.{name}", field, ends) for name, field in rows.inputs.items()
            ],
            "says": self._says(f"rows.{group.id}.reading", rows.reading, row),
            "out": row in self.answer.left_out,
        }

    def _field(self, key: str, field: Input, ends: list[str] | None = None) -> dict:
        name = key.rpartition(".")[2]
        words, default = self.own["inputs"][name], self.made.defaults[key]
        shown = None if self.made.spec.example_only and not field.radio else default
        longest = max(len(self._typed(field, end)) for end in (field.min, field.max))
        return {
            "key": key,
            "name": name,
            "id": f"{self.name}-{key.replace('.', '-')}",
            "kind": "choice" if field.radio else field.kind,
            "label": words["label"],
            "help": words.get("help"),
            "unit": "" if field.unit == DATE else self.words[f"unit.{field.unit}.field"],
            "money": field.unit.startswith(MONEY),
            "value": self._typed(field, shown),
            "size": longest + field.decimals,
            "hidden": key in self.answer.hidden,
            "choices": self._choices(field, words, default),
            "ends": ends or words.get("ends"),
        }

    def _typed(self, field: Input, value: float | None) -> str:
        """The value as somebody would type it."""
        if value is None:
            return ""
        form = dateform if field.unit == DATE else numberform
        return form.write(value, self.words.language)

    def _choices(self, field: Input, words: dict, default) -> list[dict]:
        if not field.radio:
            return []
        texts = [words["choices"][each] for each in field.choices]
        values = range(int(field.min), int(field.max) + 1)
        texts = texts or [numberform.write(value, self.words.language) for value in values]
        found = [
            {"value": value, "text": text, "checked": default == value}
            for value, text in zip(values, texts, strict=True)
        ]
        if field.optional:
            none = {"value": "", "text": self.text("not-answered"), "checked": default is None}
            found.insert(0, none)
        return found

    @property
    def currencies(self) -> list[dict]:
        """The currencies to choose from; none where nothing is money."""
        first = answer.currency(self.words)
        return [
            {"id": each, "text": self.text(f"currency.{each}"), "first": each == first}
            for each in (answer.CURRENCIES if self.made.spec.money else ())
        ]

    @property
    def currency(self) -> str:
        """The name of the currency that the page begins with."""
        return self.text(f"currency.{answer.currency(self.words)}")

    @property
    def fills(self) -> list[dict]:
        """What one click fills in: a link whose fragment carries the values."""
        return [
            {"href": f"#{fragment(self.made, values)}", "text": self.own["fill"][name]}
            for name, values in self.made.fills.items()
        ]

    @property
    def about(self) -> list[dict]:
        """Each field's range, and where its default comes from."""
        fields = dict(self.made.spec.inputs)
        for group in self.made.groups.values():
            fields |= group.spec.inputs
        return [
            {
                "label": self.own["inputs"][name]["label"],
                "range": None if field.radio else self._range(name, field),
                "sources": [self._origin(s) for s in self.made.default_sources.get(name, ())],
            }
            for name, field in fields.items()
        ]

    def _origin(self, source: str) -> Markup | str:
        return self.text("invented") if source == spec.INVENTED else cite(self.page, source)

    def _range(self, name: str, field: Input) -> str:
        low, high = (self.writer.value(name, end) for end in (field.min, field.max))
        return self.words.say("calculator.range", low=low, high=high)

    # -- The answer -------------------------------------------------------------------------------

    @property
    def inputs(self) -> list[dict]:
        """Every input with its value, as a list for print and for those without a form."""
        keys = [*self.made.spec.inputs]
        for group in self.made.groups.values():
            keys += [f"{row}.{name}" for row in group.ids for name in group.spec.inputs]
        return [self._input(key) for key in keys]

    def _input(self, key: str) -> dict:
        row, _, name = key.rpartition(".")
        label = self.own["inputs"][name]["label"]
        return {
            "key": key,
            "row": row,
            "name": name,
            "label": self.writer.in_row(row, label) if row else label,
            "out": row in self.answer.left_out or key in self.answer.hidden,
            "ends": self._ends(row, name) if row else None,
        }

    def _ends(self, row: str, name: str) -> dict | None:
        """What the lowest and the highest number of a row mean, above the row's first input."""
        group = self.made.group_of(row)
        if not group.spec.fixed or name != next(iter(group.spec.inputs)):
            return None
        words = answer.row_words(self.words, self.own, group, row)
        if "left" not in words:
            return None
        field, language = group.spec.inputs[name], self.words.language
        ends = ((field.min, words["left"]), (field.max, words["right"]))
        return {
            "label": self.writer.row(row),
            "text": "; ".join(f"{numberform.write(at, language)} = {end}" for at, end in ends),
        }

    def _said(self, slot: str, choices: list, row: str | None, name: str) -> Said:
        key, sentence = self.writer.chosen(slot, choices, row)
        return Said(f"{row}.{name}" if row else name, name, key, bold(sentence))

    def _says(self, place: str, slots: dict, row: str | None) -> list[Said]:
        return [self._said(f"{place}.{name}", slots[name], row, name) for name in slots]

    @property
    def headline(self) -> Said:
        """The answer in one sentence."""
        return self._said("headline", self.made.spec.headline, None, "headline")

    @property
    def cards(self) -> list[dict]:
        """The large figures: those that stand once, then one for each row."""
        found = []
        for index, card in enumerate(self.made.spec.cards):
            says = [
                Said(f"card{index}-{said.slot}", said.kind, said.key, said.html)
                for said in self._says(f"cards.{index}.say", card.say, None)
            ]
            found.append(
                {"row": None, "out": False, "figure": card.figure, "says": says,
                 "label": self.writer.label(card.figure)}
            )  # fmt: skip
        for group in self.made.groups.values():
            card = group.spec.card
            for row in group.ids if card else ():
                says = self._says(f"rows.{group.id}.card.say", card.say, row)
                found.append(
                    {"row": row, "out": row in self.answer.left_out, "says": says,
                     "figure": f"{row}.{card.figure}", "label": self.writer.row(row)}
                )  # fmt: skip
        return found

    @property
    def reading(self) -> list[Said]:
        """What the whole answer means, sentence by sentence."""
        return self._says("reading", self.made.spec.reading, None)

    @property
    def limits(self) -> list[str]:
        """What the answer does not say."""
        return [self.own["limits"][key] for key in self.made.spec.limits]

    @property
    def sources(self) -> list[dict]:
        """Where the formulas and the numbers filled in come from, whole enough to stand alone."""
        found = [(name, self.page.facts.sources[name]) for name in self.made.sources]
        return [
            {
                "short": short(self.page, name),
                "title": foreign(each.title, each.language, self.page.language),
                "url": each.url or (f"https://doi.org/{each.doi}" if each.doi else None),
            }
            for name, each in found
        ]

    def beside(self, slot: str, row: str) -> Said | None:
        """The sentence beside a value; None where the spec has none."""
        message = beside(self.made).get(slot)
        if message is None:
            return None
        # Beside a value without an answer nothing is said.
        there = self.answer.values[f"{row}.{slot.partition('-')[0]}"] is not None
        return self._said("", [spec.Choice(say=message)] if there else [], row, slot)

    @property
    def example(self) -> Markup | str:
        """Whose numbers the page begins with: somebody else's, or nobody's."""
        found = [each for sources in self.made.default_sources.values() for each in sources]
        names = [short(self.page, each) for each in dict.fromkeys(found) if each != INVENTED]
        if not names:
            return self.text("example.invented")
        key = "mixed" if INVENTED in found else "borrowed"
        return say(self.words, f"calculator.example.{key}", sources=Markup(", ").join(names))

    @property
    def wilson(self) -> bool:
        """Whether a formula that is shown asks for Wilson's limits."""
        return "wilson_" in str(self.made.trees)

    @property
    def rounded(self) -> bool:
        """Whether a formula that is shown has a number in it that another one gives."""
        made = self.made
        places = {"results": made.spec.results}
        places |= {f"rows.{g.id}.results": g.spec.results for g in made.groups.values()}
        trees = [
            made.trees[f"{place}.{name}"]
            for place, results in places.items()
            for name, result in results.items()
            if result.working
        ]
        names = set().union(*map(formula.names_in, trees))
        return any(isinstance(made.kind(name), spec.Result) for name in names)

    @property
    def working(self) -> list[dict]:
        """Each result's formula in words, and below it with the numbers in."""
        found = []
        for group in self.made.groups.values():
            # Steps are many and alike: the first and the last but one show how it goes.
            rows = group.ids if not group.spec.steps else group.ids[1:2]
            found += self._steps(f"rows.{group.id}.results", group.spec.results, rows)
        return found + self._steps("results", self.made.spec.results, [None])

    def _steps(self, place: str, results: dict, rows: list) -> list[dict]:
        return [
            {
                "label": self.writer.label(name),
                "formula": self.writer.in_words(self.made.trees[f"{place}.{name}"]),
                "sign": ":" if result.unit == TRUTH else " =",
                "lines": [self._line(f"{place}.{name}", row, name) for row in rows],
            }
            for name, result in results.items()
            if result.working
        ]

    def _line(self, place: str, row: str | None, name: str) -> dict:
        return {
            "row": row,
            "label": self.writer.row(row) if row else None,
            "key": f"{row}.{name}" if row else name,
            "numbers": self.writer.in_numbers(self.made.trees[place], row, name),
            # What has no answer has no working either.
            "out": self.answer.values[f"{row}.{name}" if row else name] is None,
        }

    @property
    def compared(self) -> list[dict]:
        """What A and B are held against each other in: inputs, results, the figures of rows."""
        keys = [item for item in self.inputs if not self._free(item["row"])]
        for name, result in self.made.spec.results.items():
            if result.working or any(card.figure == name for card in self.made.spec.cards):
                keys.append(
                    {"key": name, "row": "", "name": name, "label": self.writer.label(name)}
                )
        for group in self.made.groups.values():
            if not group.spec.fixed or not group.spec.card:
                continue
            name = group.spec.card.figure
            for row in group.ids:
                label = self.writer.in_row(row, self.writer.label(name))
                keys.append({"key": f"{row}.{name}", "row": row, "name": name, "label": label})
        return keys

    def _free(self, row: str) -> bool:
        return bool(row) and bool(self.made.group_of(row).spec.free)


def fragment(made: Calculator, values: dict[str, float | None]) -> str:
    """The values as a link carries them: `finished=48&employment.reached=13`, days as ISO."""
    found = []
    for key, value in values.items():
        if value is not None:
            day = made.field(key).unit == DATE
            text = dateform.write(value, "sv") if day else numberform.plain(value)
            found.append(f"{key}={text}")
    return "&".join(found)
