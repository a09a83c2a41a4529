"""Cấp và loại báo cáo — who reports to whom, and of which regime a report is."""

from __future__ import annotations

from enum import Enum


class Level(Enum):
    """Cấp — commune, district (until two-tier government), province, and the Government above."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRE = "centre"

    @property
    def vietnamese(self) -> str:
        """The word for people."""
        return {"commune": "cấp xã", "district": "cấp huyện", "province": "cấp tỉnh", "centre": "Trung ương"}[
            self.value
        ]


class Layer(Enum):
    """Chế độ báo cáo — of the law, of a province's or ward's model, of the Party, of a duty over Tết.

    Reports of one layer never stand in for those of another.
    """

    STATUTORY = "statutory"
    MODEL = "model"
    PARTY = "party"
    DUTY = "duty"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return {"statutory": "theo luật", "model": "của mô hình", "party": "của Đảng", "duty": "trong kỳ trực"}[
            self.value
        ]
