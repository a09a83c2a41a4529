"""Sphinx settings."""

from importlib.metadata import version as version_of

project = "tiepdan"
author = "the tiepdan maintainers"
release = version_of("tiepdan")
language = "en"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_title = f"tiepdan {release}"
exclude_patterns = ["_build"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
myst_heading_anchors = 3
