"""The macros that pages may call, by name: `{{ figure("hudiksvall.employment") }}`."""

from __future__ import annotations

from functools import partial

from macros.page import Page

# name -> function(page, ...); each lives in the module of its name or family
MACROS: dict = {}


def for_page(page: Page) -> dict:
    """The macros bound to the page that calls them."""
    return {name: partial(macro, page) for name, macro in MACROS.items()}
