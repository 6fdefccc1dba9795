"""How Sphinx makes the site of docs/: `make docs` writes it to build/docs, with no use of the net.

Pages are plain Markdown and read on their own as well. What a page leads to is found in its links (`_site/contents.py`), so
that no page holds a word of Sphinx for its place in the site.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_site"), str(HERE.parent / "src")]

from rederm import __version__  # noqa: E402

project = "rederm"
author = "The rederm authors"
copyright = "the rederm authors, BSD-3-Clause"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "contents", "docstrings"]
exclude_patterns = ["_static", "_site", "search.md"]  # search.html is where readers search the site: see lattice.md
myst_heading_anchors = 3
highlight_language = "text"  # what stands indented is a command, a file or an equation; fenced blocks name their language
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # a docstring says shapes, units and errors
autodoc_class_signature = "mixed"

html_theme = "furo"
html_title = "rederm"
html_static_path = ["_static", "../src/rederm/output/fonts"]
html_css_files = ["rederm.css"]
html_copy_source = False
html_use_index = False  # the glossary is the index
html_domain_indices = False
html_show_sphinx = False
html_theme_options = {"top_of_page_buttons": []}
pygments_style = "default"
pygments_dark_style = "default"  # one white ground, as in every report
