"""Every public name once: its unit and its meaning, for schemas, the data dictionary and docs/glossary.md."""

from functools import cache
from typing import NamedTuple

from rederm.sources import DATA, read_toml

_FILE = DATA / "glossary.toml"


class Term(NamedTuple):
    """unit: "1" for a share, a count or a score, "-" for a word, a date or a group of entries. meaning: one sentence."""

    unit: str
    meaning: str


@cache
def terms() -> dict[str, Term]:
    """Every name with what it means, in the order of the glossary."""
    return {name: Term(*given) for section in read_toml(_FILE)["section"] for name, given in section.get("names", {}).items()}


def glossary_page() -> str:
    """The text of docs/glossary.md."""
    content = read_toml(_FILE)
    parts = [content["head"].strip()]
    for section in content["section"]:
        parts.append(f"## {section['title']}")
        if "note" in section:
            parts.append(section["note"].strip())
        if "names" in section:
            rows = [f"| `{name}` | {unit} | {meaning} |" for name, (unit, meaning) in section["names"].items()]
            parts.append("\n".join(["| name | unit | meaning |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"
