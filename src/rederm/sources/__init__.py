"""Where numbers come from: Value (value, unit, low, high, method, population, source), tables, bibliography, checker."""

from rederm.sources.bibliography import Reference, bibliography, reference
from rederm.sources.check import Entry, entries, problems, search
from rederm.sources.csv_table import TableForm, read_csv
from rederm.sources.errors import InputError, nearest
from rederm.sources.files import DATA, given_text, read_toml, write_whole
from rederm.sources.literals import bare_numbers
from rederm.sources.table import Table, collect, load_table, table_names
from rederm.sources.value import Value, parse_value

__all__ = [
    "DATA",
    "Entry",
    "InputError",
    "Reference",
    "Table",
    "TableForm",
    "Value",
    "bare_numbers",
    "bibliography",
    "collect",
    "entries",
    "given_text",
    "load_table",
    "nearest",
    "parse_value",
    "problems",
    "read_csv",
    "read_toml",
    "reference",
    "search",
    "table_names",
    "write_whole",
]
