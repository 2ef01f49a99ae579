"""
One published number, said with all that is needed to read it honestly.

    {{ figure("hudiksvall.employment") }}              27,1 % (13 av 48)
    {{ figure("hudiksvall.employment", "share") }}     27,1 %
    {{ figure("bejerholm-2015.ips") }}                 46 %

A share has its k of n and Wilson's interval. Without a published n it is shown as printed, says
so, and has no interval. Below 10 people no share is shown; below 20 a word of caution stands by.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.facts import Figure
from macros.page import Page
from macros.render import MacroError
from macros.words import Words

TOO_FEW = 10  # people: below this, one person more or less moves the share by over ten points
FEW = 20
LONG = 8  # signs that fit on a card in the largest type
NBSP = "\u00a0"


def figure(page: Page, name: str, form: str = "") -> str:
    """
    The figure as text. Without `form`: all that fits in a sentence.

    Forms of a share: full, share, k, n, k_of_n, interval, goal; of other figures: full, value.
    Raises MacroError for names and forms that do not exist, naming those that do.
    """
    if name.partition(".")[0] in page.facts.benchmarks:
        fact, forms = _benchmark(page, name)
    else:
        fact = find(page, name)
        forms = _forms(page.words, fact)
    page.cite(fact.source)
    form = form or next(iter(forms))
    if form not in forms:
        raise MacroError(f"figure {name} has no form {form}", f"use one of: {', '.join(forms)}")
    return forms[form]


def find(page: Page, name: str) -> Figure:
    """The figure of a report, `hudiksvall.employment`. Raises MacroError."""
    try:
        return page.facts.figure(name)
    except KeyError as error:
        raise MacroError(f"figure {name} does not exist", error.args[0]) from None


def plain(words: Words, value: float) -> str:
    """A published value with the decimals that it was published with: 257, 8,4."""
    if value == int(value):
        return words.number(int(value))
    return words.number(value, len(repr(value).partition(".")[2]))


def percent(words: Words, value: float) -> str:
    """A published percentage: 26,5 %."""
    return plain(words, value) + NBSP + "%"


def measure(words: Words, fact: Figure) -> str:
    """A value with its unit, as exact as published: knappt 90 personer, 108 av 125 poäng."""
    if fact.kind == "score" and fact.n is not None:
        said = words.say("figure.score", k=fact.k, n=fact.n)
    else:
        # The word has a place for a number that is already written, so `say` cannot fill it.
        word = words.raw(f"figure.unit.{fact.unit}")[words.plural(fact.published)]
        said = word.format(n=plain(words, fact.published))
    if fact.approximate is not None:
        said = words.say(f"figure.approximate.{fact.approximate}", value=said)
    return said


def limits(words: Words, fact: Figure) -> str:
    """The 95 % interval, 16,6–41,0 %; empty where the source has no k and n."""
    if fact.interval is None:
        return ""
    low, high = (words.number(100 * limit, 1) for limit in fact.interval)
    return words.say("figure.interval", low=low, high=high).replace(" ", NBSP)


def share(words: Words, fact: Figure) -> str:
    """The share: worked out from k and n, or as printed where they are not both published."""
    return percent(words, fact.published) if fact.share is None else words.percent(fact.share)


def k_of_n(words: Words, fact: Figure) -> str:
    """13 av 48; empty where the source does not give both."""
    if fact.share is None:
        return ""
    return words.say("figure.k_of_n", k=fact.k, n=fact.n).replace(" ", NBSP)


def _forms(words: Words, fact: Figure) -> dict[str, str]:
    """Every form that this figure has; the first is the default."""
    if fact.kind != "share":
        value = plain(words, fact.published)
        full = measure(words, fact).replace(" ", NBSP)
        forms = {"full": full, "value": value}
        if fact.n is not None:
            forms |= {"k": words.number(fact.k), "n": words.number(fact.n)}
    elif fact.n is not None and fact.n < TOO_FEW:
        forms = {"full": words["figure.too_few"], "n": words.number(fact.n)}
    else:
        forms = {"full": _full(words, fact), "share": share(words, fact)}
        if fact.n is not None:
            forms["n"] = words.number(fact.n)
        if fact.share is not None:
            forms |= {
                "k": words.number(fact.k),
                "k_of_n": k_of_n(words, fact),
                "interval": limits(words, fact),
            }
    if fact.goal is not None:
        forms["goal"] = percent(words, fact.goal)
    return forms


def _full(words: Words, fact: Figure) -> str:
    said = share(words, fact)
    if fact.n is None:
        return words.say("figure.full_without_n", share=said)
    if fact.share is None:
        return words.say("figure.full_without_k", share=said, n=fact.n)
    key = "figure.full_few" if fact.n < FEW else "figure.full"
    return words.say(key, share=said, k_of_n=k_of_n(words, fact))


def _benchmark(page: Page, name: str):
    """The benchmark and the forms of one of its values: ips, control, difference, ratio, n."""
    owner, _, key = name.partition(".")
    fact, words = page.facts.benchmarks[owner], page.words
    arms = {"ips": fact.ips, "enhanced": fact.enhanced, "control": fact.control}
    bare = {"difference": fact.difference, "ratio": fact.ratio, "n": fact.n}
    bare["studies"] = fact.studies
    has = [key for key, value in (arms | bare).items() if value is not None]
    if key not in has:
        raise MacroError(f"figure {name} does not exist", f"{owner} has: {', '.join(has)}")
    if key in arms:
        return fact, {"share": percent(words, arms[key].published)}
    value = plain(words, bare[key])
    forms = {"value": value}
    # The published limits belong to the ratio or the difference, whichever the study gives.
    if fact.low is not None and key in ("ratio", "difference"):
        forms["interval"] = f"{plain(words, fact.low)}–{plain(words, fact.high)}"
    return fact, forms


@dataclass(frozen=True)
class Shown:
    """A figure of a report with its words, each part ready to print; empty: nothing to say."""

    id: str
    label: str
    of: str
    weakness: str
    value: str  # 27,1 %, or 89 personer, or 26,5 %
    k_of_n: str  # 13 av 48 personer, or why there is none
    interval: str
    caution: str  # few people, or our own arithmetic
    when: str
    fact: Figure

    @property
    def long(self) -> bool:
        """Whether the value is too long for the largest type: 108 av 125 poäng."""
        return len(self.value) > LONG


def shown(page: Page, report: str, key: str) -> Shown:
    """A figure with the words of the report's page. Raises MacroError where they are missing."""
    fact, words = find(page, f"{report}.{key}"), page.words
    own = words_of(words, report, key)
    page.cite(fact.source)
    few = fact.n is not None and fact.n < FEW
    hidden = fact.kind == "share" and fact.n is not None and fact.n < TOO_FEW
    if fact.kind != "share":
        value, counted = measure(words, fact), ""
    elif hidden:
        value, counted = words["figure.too_few"], ""
    else:
        value, counted = share(words, fact), _counted(words, fact)
    return Shown(
        id=key,
        label=own["label"],
        of=own.get("of") or "",
        weakness=own.get("weakness") or "",
        value=value,
        k_of_n=counted,
        interval="" if hidden else limits(words, fact),
        caution=words["figure.few"] if few and not hidden else "",
        when="" if _says_when(own.get("of") or "", fact) else when(words, fact),
        fact=fact,
    )


def _counted(words: Words, fact: Figure) -> str:
    if fact.n is None:
        return words["figure.n_not_published"]
    if fact.share is None:
        return words.say("figure.k_not_published", n=fact.n)
    return words.say("figure.people", n=fact.n, k_of_n=k_of_n(words, fact))


def _says_when(of: str, fact: Figure) -> bool:
    """Whether the definition names the years already."""
    days = fact.period or ((fact.date,) if fact.date else ())
    return bool(days) and all(day is None or str(day.year) in of for day in days)


def when(words: Words, fact: Figure) -> str:
    """The status day, the period, or the length of follow-up, in words."""
    if fact.date is not None:
        return span(words, (fact.date, fact.date), fact.precision)
    if fact.period is not None:
        return span(words, fact.period, fact.precision)
    return words.say("figure.months", n=int(fact.months))


def span(words: Words, period, precision: str) -> str:
    """A period in words, as exact as the source: days, months or years; without end: since."""
    # Babel's own patterns: "LLLL y" is a month that stands alone.
    pattern = {"day": "long", "month": "LLLL y", "year": "y"}[precision]
    # A line may end between two dates, not within one.
    start, end = (day and words.date(day, pattern).replace(" ", NBSP) for day in period)
    if end is None:
        return words.say("figure.since", start=start)
    if start == end:
        return start
    key = "figure.years" if precision == "year" else "figure.period"
    return words.say(key, start=start, end=end)


def words_of(words: Words, report: str, key: str) -> dict:
    """The label and definition of a figure, from the front matter of the report's own page."""
    file = words.docs / words.language / "reports" / f"{report}.md"
    meta = words.front_matter(f"reports/{report}.md")
    if not meta:
        raise MacroError(f"{file} is missing", "write the page; its `figures:` hold the words")
    own = (meta.get("figures") or {}).get(key)
    if not own or not own.get("label"):
        raise MacroError(
            f"{file}: figures.{key}.label is missing",
            f"add `{key}: {{label: …, of: …, weakness: …}}` under `figures:` in its front matter",
        )
    return own
