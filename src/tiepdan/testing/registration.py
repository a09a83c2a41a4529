"""Đăng ký — tells Hypothesis how to draw this package's types, so that `st.from_type` and `st.builds` find them."""

from __future__ import annotations

from importlib import import_module

from ..drawing import tell_of_drawn


def register() -> None:
    """Called by Hypothesis through its entry point when it is imported; loads no room until a strategy is asked for."""
    from hypothesis import strategies as st

    def tell(kind: type, strategy: str) -> None:
        st.register_type_strategy(kind, lambda _: getattr(import_module("tiepdan.testing"), strategy)())

    tell_of_drawn(tell)
