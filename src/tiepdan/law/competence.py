"""Thẩm quyền — who is competent for a case, by whose decision or act it is about."""

from __future__ import annotations

from enum import Enum

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue, OutsideCoverage
from ..typed import typed


class Office(Enum):
    """Chức vụ, cơ quan — whose decision or act it is, and who is competent.

    `COMMUNE_STAFF` are officials whom the commune's chair manages directly, `COMMUNE_AGENCY_HEAD` and
    `COMMUNE_AGENCY_DEPUTY` heads of its specialised agencies and their deputies. The district level ended on
    30/06/2025.
    """

    COMMUNE_CHAIR = "commune-chair"
    COMMUNE_VICE_CHAIR = "commune-vice-chair"
    COMMUNE_STAFF = "commune-staff"
    COMMUNE_AGENCY_HEAD = "commune-agency-head"
    COMMUNE_AGENCY_DEPUTY = "commune-agency-deputy"
    DISTRICT_CHAIR = "district-chair"
    PROVINCE_CHAIR = "province-chair"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return _OFFICES[self]


_OFFICES = dict(
    zip(
        Office,
        (
            "Chủ tịch UBND cấp xã",
            "Phó Chủ tịch UBND cấp xã",
            "cán bộ, công chức do Chủ tịch UBND cấp xã quản lý trực tiếp",
            "người đứng đầu cơ quan chuyên môn thuộc UBND cấp xã",
            "cấp phó của người đứng đầu cơ quan chuyên môn thuộc UBND cấp xã",
            "Chủ tịch UBND cấp huyện",
            "Chủ tịch UBND cấp tỉnh",
        ),
        strict=True,
    )
)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Assignment:
    """Phân định — cases about `against` are for `by`."""

    against: Office
    by: Office


@attrs.frozen(kw_only=True, field_transformer=typed)
class Competence:
    """Thẩm quyền giải quyết — who resolves, by whom the case is about.

    Raises:
        InvalidValue: two are competent for the same.
    """

    __repr__ = brief

    assignments: tuple[Assignment, ...]

    def __attrs_post_init__(self) -> None:
        seen = [assignment.against for assignment in self.assignments]
        for office in seen:
            if seen.count(office) > 1:
                raise InvalidValue(f"two are competent for cases about {office.value}; name one")

    @checked
    def over(self, against: Office) -> Office:
        """Who is competent for a case about an office.

        Raises:
            OutsideCoverage: the rule says nothing of that office.
        """
        for assignment in self.assignments:
            if assignment.against is against:
                return assignment.by
        known = ", ".join(assignment.against.value for assignment in self.assignments)
        raise OutsideCoverage(f"the rule names nobody for cases about {against.value}; it does for: {known}")

    def __str__(self) -> str:
        by = dict.fromkeys(one.by for one in self.assignments)
        about = {who: [one.against.vietnamese for one in self.assignments if one.by is who] for who in by}
        return "; ".join(f"{who.vietnamese} giải quyết đối với {', '.join(names)}" for who, names in about.items())
