"""Where numbers come from: Value (value, unit, low, high, method, population, source), tables, bibliography, checker."""

from rederm.sources.bibliography import Reference, bibliography, reference
from rederm.sources.errors import InputError, nearest
from rederm.sources.files import DATA, read_toml, write_whole
from rederm.sources.table import Table, collect, load_table, table_names
from rederm.sources.value import Value, parse_value

__all__ = [
    "DATA",
    "InputError",
    "Reference",
    "Table",
    "Value",
    "bibliography",
    "collect",
    "load_table",
    "nearest",
    "parse_value",
    "read_toml",
    "reference",
    "table_names",
    "write_whole",
]
