"""
Our own Jinja pass over a page's Markdown: strict, sandboxed, code left alone.

    >>> render("{{ twice(21) }} and `{{ code }}`", "page.md", {"twice": lambda n: str(2 * n)})
    '42 and `{{ code }}`'

Any error becomes a `PageError` that says file, line, what is wrong and what to do.
"""

from __future__ import annotations

import ast
import re
import traceback
from functools import lru_cache

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

# `{#id}` is a heading's id, so Jinja's comment signs are moved out of the way.
_env = SandboxedEnvironment(
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    comment_start_string="{%#",
    comment_end_string="#%}",
    autoescape=False,
    optimized=False,  # a page's template runs once: what is worked out ahead is never used again
)

_FENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=indent)[ \t]*(?P=fence)[`~]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_INLINE = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)


# {{ name("a", 2, key="b") }}: nearly every call, the same in three languages. To compile a page
# takes Jinja longer than to run it, so these are called as they stand; Jinja reads all else.
_CALL = re.compile(r"""\{\{[ \t]*([a-z_]\w*\((?:[^{}"'\n]|"[^"\n\\]*"|'[^'\n\\]*')*\))[ \t]*\}\}""")
_JINJA = re.compile(r"\{\{|\}\}|\{%")


class MacroError(Exception):
    """A macro was called wrongly. `what` and `cure` are for the person who wrote the page."""

    def __init__(self, what: str, cure: str):
        super().__init__(f"{what}: {cure}")
        self.what, self.cure = what, cure


class PageError(Exception):
    """A page cannot be built; the message leads to the place."""

    def __init__(self, where: str, line: int, what: str, cure: str):
        super().__init__(f"{where}:{line}: {what}: {cure}")


def render(text: str, where: str, macros: dict, first_line: int = 1) -> str:
    """
    The text with every `{{ macro() }}` replaced. `first_line` is the text's first line in the file.

    Raises PageError for unknown names, syntax errors, and whatever a macro refuses.
    """
    pieces: list[str] = []

    def set_aside(match):
        # The line breaks stay, so that Jinja's line numbers stay right.
        pieces.append(match.group())
        return f"\x02{len(pieces) - 1}\x03" + "\n" * match.group().count("\n")

    def line_of(error):
        return _line(error, where) if calls is None else calls.line

    hidden = _INLINE.sub(set_aside, _FENCE.sub(set_aside, text))
    calls = _calls(hidden, macros)
    try:
        done = _jinja(hidden, where, macros) if calls is None else "".join(calls.made())
    except TemplateSyntaxError as error:
        line = first_line + error.lineno - 1
        cure = "close what is opened, or put it in `code signs` if it is meant literally"
        raise PageError(where, line, error.message or "not valid Jinja", cure) from None
    except MacroError as error:
        raise PageError(where, first_line + line_of(error) - 1, error.what, error.cure) from None
    except UndefinedError as error:
        cure = f"use one of: {', '.join(sorted(macros))}"
        what = error.message or "unknown name"
        raise PageError(where, first_line + line_of(error) - 1, what, cure) from None
    except (TypeError, TemplateError) as error:
        cure = "check the macro's arguments in CONTRIBUTING.md"
        raise PageError(where, first_line + line_of(error) - 1, str(error), cure) from error

    def put_back(match):
        piece = pieces[int(match.group(1))]
        return _REFERENCE.sub(put_back, piece)

    # A piece's own line breaks come back with it, so those left for Jinja go.
    return re.sub(
        r"\x02(\d+)\x03(\n*)",
        lambda m: put_back(m) + m.group(2)[pieces[int(m.group(1))].count("\n") :],
        done,
    )


def _jinja(text: str, where: str, macros: dict) -> str:
    code = _env.compile(text, where, where)
    return _env.template_class.from_code(_env, code, {**_env.globals, **macros}).render()


class _Calls:
    """A text in which each macro is called with plain values; `line` is the one being called."""

    def __init__(self, macros: dict):
        self.macros, self.pieces, self.line = macros, [], 1

    def made(self):
        """The text, piece by piece, each call when its turn comes."""
        for text, name, arguments, named in self.pieces:
            self.line += text.count("\n")
            yield text
            if name:
                yield str(self.macros[name](*arguments, **named))


def _calls(text: str, macros: dict) -> _Calls | None:
    """The text's calls; None where it holds more of Jinja, or an unknown name: Jinja reads that."""
    found, at = _Calls(macros), 0
    for match in _CALL.finditer(text):
        call = _call(match[1])
        if call is None or call[0] not in macros:
            return None
        found.pieces.append((text[at : match.start()], *call))
        at = match.end()
    found.pieces.append((text[at:], "", (), {}))
    return None if any(_JINJA.search(piece[0]) for piece in found.pieces) else found


@lru_cache(maxsize=10_000)
def _call(source: str) -> tuple[str, tuple, dict] | None:
    """Name, arguments and named arguments of a call with nothing but plain values; else None."""
    try:
        call = ast.parse(source, mode="eval").body
    except SyntaxError:
        return None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return None
    given = [*call.args, *(each.value for each in call.keywords)]
    if not all(isinstance(each, ast.Constant) for each in given):
        return None
    named = {each.arg: each.value.value for each in call.keywords}
    return None if None in named else (call.func.id, tuple(a.value for a in call.args), named)


_REFERENCE = re.compile(r"\x02(\d+)\x03\n*")


def _line(error: BaseException, where: str) -> int:
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == where]
    return lines[-1] if lines else 1


_BOX = re.compile(r"^([ \t]*!!! (summary|case|notice|caution))[ \t]*$", re.MULTILINE)


def box_titles(text: str, words) -> str:
    """`!!! summary` gets the title that it has on every page of the language."""
    return _BOX.sub(lambda m: f'{m.group(1)} "{words["box." + m.group(2)]}"', text)
