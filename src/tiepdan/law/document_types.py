"""Tên loại văn bản — the names of types of documents and their short forms, as the shipped file holds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from ..brief import brief
from ..certainty import Certainty
from ..errors import InvalidFile, Misplaced
from ..files import read_toml
from ..once import once
from ..records import collect, schema_is
from ..shipped import shipped_file
from ..typed import typed

SCHEMA = "tiepdan/document-types/1"


@attrs.frozen(kw_only=True, field_transformer=typed)
class TypeNames:
    """Tên loại — of the State or of the Party, by their short forms; the short forms of bodies; by which text."""

    __repr__ = brief

    types: Mapping[str, str]
    bodies: tuple[str, ...] = ()
    basis: str
    certainty: Certainty


@attrs.frozen(kw_only=True, field_transformer=typed)
class StandingCommittee:
    """Ủy ban thường vụ Quốc hội — the last year in which the type stands in the numbers of its resolutions."""

    type_written_until: int
    basis: str
    certainty: Certainty


@attrs.frozen(kw_only=True, field_transformer=typed)
class DocumentTypes:
    """Tệp tên loại — the types of documents of the State and of the Party."""

    __repr__ = brief

    schema: str = attrs.field(validator=schema_is(SCHEMA))
    checked_on: date
    state: TypeNames
    party: TypeNames
    standing_committee: StandingCommittee


@once()
def document_types() -> DocumentTypes:
    """The types that come with the package.

    Raises:
        InvalidFile: with all the mistakes of the file, each with its name: it is met while another file is read.
    """
    file, mistakes = shipped_file("documents/types.toml"), list[Misplaced]()
    types = collect(DocumentTypes, read_toml(file), "$", mistakes, file=str(file))
    if types is None:
        raise InvalidFile(str(file), mistakes)
    return types
