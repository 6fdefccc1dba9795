"""The checker behind `rederm sources`: every value has a unit that exists and a source that resolves."""

from dataclasses import dataclass

from rederm.sources.bibliography import bibliography
from rederm.sources.table import load_table, table_names
from rederm.sources.value import Value


@dataclass(frozen=True)
class Entry:
    """One value of the tables, for display."""

    table: str
    name: str
    value: Value


def entries() -> list[Entry]:
    """Every sourced value that ships, in the order of the tables."""
    return [Entry(table, name, value) for table in table_names() for name, value in load_table(table).items()]


def problems() -> list[str]:
    """What is wrong with the tables: units that pint cannot read, references that do not resolve."""
    from pint import UnitRegistry
    from pint.errors import PintError

    registry = UnitRegistry(cache_folder=None)
    registry.define("USD = [currency]")
    found, known = [], bibliography()
    for entry in entries():
        where = f"{entry.table}: {entry.name}"
        try:
            registry.parse_expression(entry.value.unit)
        except (PintError, ValueError, TypeError, AttributeError, SyntaxError) as error:
            found.append(f"{where}: unit {entry.value.unit!r} cannot be read: {error}")
        found += [f"{where}: source {key!r} is not in the bibliography" for key in entry.value.source if key not in known]
    return found


def search(text: str) -> list[Entry]:
    """Values whose name, table or source holds every word of `text`."""
    words = text.lower().split()
    hits = []
    for entry in entries():
        label = f"{entry.table} {entry.name} {' '.join(entry.value.source)}".lower().replace("_", " ")
        if all(word.replace("_", " ") in label for word in words):
            hits.append(entry)
    return hits
