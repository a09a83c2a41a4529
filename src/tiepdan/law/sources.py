"""Nguồn của sổ đăng ký — how a registry was made, by which it travels: the shipped files stay where they are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ..errors import OtherData
from ..once import once
from ..typed import typed
from .reading import LawFile

if TYPE_CHECKING:
    from .registry import Law


LawStep = tuple[LawFile, ...] | date
"""What is made of a registry: files are laid over it, or it is taken as known on a day."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class LawSource:
    """Nguồn — whether a registry begins with the shipped files, and what was made of it step by step.

    Registries that are equal may have been made in other steps: each travels by its own.
    """

    shipped: bool
    steps: tuple[LawStep, ...] = attrs.field(hash=False, repr=False)
    fingerprint: str

    def law(self) -> Law:
        """The registry, made again of what is here.

        Raises:
            OtherData: here it becomes another one.
        """
        return _law(self)


@once(kept=8)
def _law(source: LawSource) -> Law:
    from .registry import Law

    law = (Law.vietnam() if source.shipped else Law.from_files(())).made(source.steps)
    if law.fingerprint != source.fingerprint:
        raise OtherData(
            f"this was made with other law ({source.fingerprint}) than is held here ({law.fingerprint}): make it "
            "anew, or use the version of tiepdan that it comes from"
        )
    return law
