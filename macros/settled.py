"""
What is marked as unsure, and what would settle it: a part of each fact that can be in doubt.

    >>> source.unsure, source.settled
    (True, 'whole')
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, model_validator

# What somebody would have to read or ask; the words are under `unsure.settled_by` of _words.yml.
SettledBy = Literal["whole", "form", "author", "authority", "professional"]
ORDER = SettledBy.__args__


class Settled(BaseModel):
    """A fact with `settled_by`. The class says when it is `unsure`, and what usually settles it."""

    settled_by: SettledBy | None = None  # only where it is another thing than usual
    usually: ClassVar[SettledBy] = "whole"

    @property
    def unsure(self) -> bool:
        """Whether the file marks it as unverified, in whole or in part."""
        raise NotImplementedError

    @property
    def settled(self) -> SettledBy | None:
        """What would settle the doubt; None where there is none."""
        return (self.settled_by or self.usually) if self.unsure else None

    @model_validator(mode="after")
    def _doubt_is_marked(self):
        if self.settled_by is not None and not self.unsure:
            raise ValueError(
                "`settled_by` says what would settle a doubt, but nothing here is marked as "
                "unverified: mark it, or remove `settled_by`"
            )
        return self
