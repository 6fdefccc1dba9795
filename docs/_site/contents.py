"""The order of the site, from the links of its pages.

A page that leads to others (`guide.md` to `how-to/`) lists them as ordinary links; they become its branch of the tree in the
same order. A page that nothing leads to stands in no branch, and Sphinx refuses to build.
"""

import re
from pathlib import Path
from typing import Any

LINK = re.compile(r"\]\(([\w./-]+)\.md\)")
BRANCHES = {  # page: the folder of the pages below it
    "guide": "how-to/",
    "methods": "methods/",
    "api": "api/",
    "validation/README": ("credibility", "trials"),
}
FIRST = {  # of the index: what stands together in the side bar
    "Learn": ("tutorial", "guide", "gallery"),
    "Look up": ("glossary", "methods", "lattice", "scale", "api"),
    "Trust": ("verdict/README", "validation/README"),
    "Take part": ("contribute", "changelog"),
}


def branch(page: str, text: str) -> str:
    """The hidden trees of a page, to be set below its text."""
    if page == "index":
        return "".join(_tree(names, caption) for caption, names in FIRST.items())
    if page not in BRANCHES:
        return ""
    links = dict.fromkeys(name for name in LINK.findall(text) if name.startswith(BRANCHES[page]))
    return _tree([f"/{Path(page).parent / name}".replace("/./", "/") for name in links])


def _tree(pages: Any, caption: str = "") -> str:
    head = f":caption: {caption}\n" if caption else ""
    return "\n```{toctree}\n:hidden:\n" + head + "\n" + "\n".join(pages) + "\n```\n"


def _add(app: Any, page: str, source: list[str]) -> None:
    """The branch of a page; and links to search.md, which in the site has another name."""
    source[0] = source[0].replace("search.md)", "lattice.md)") + branch(page, source[0])


def setup(app: Any) -> dict[str, Any]:
    app.connect("source-read", _add)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
