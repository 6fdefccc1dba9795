"""Where numbers come from: Value (value, unit, low, high, method, population, source), tables, bibliography, checker."""

from rederm.sources.bibliography import Reference, bibliography, reference
from rederm.sources.check import Entry, entries, problems, search
from rederm.sources.csv_table import TableForm, read_csv
from rederm.sources.errors import InputError, nearest
from rederm.sources.files import DATA, given_text, read_toml, write_whole, writing_whole
from rederm.sources.literals import bare_numbers
from rederm.sources.sentence import (
    Sentence,
    counted,
    in_words,
    joined,
    listed,
    mark,
    sentence,
    sentences_of,
    with_sentences,
    worded,
)
from rederm.sources.table import Table, collect, load_table, table_names
from rederm.sources.value import Value, parse_value

__all__ = [
    "DATA",
    "Entry",
    "InputError",
    "Reference",
    "Sentence",
    "Table",
    "TableForm",
    "Value",
    "bare_numbers",
    "bibliography",
    "collect",
    "counted",
    "entries",
    "given_text",
    "in_words",
    "joined",
    "listed",
    "load_table",
    "mark",
    "nearest",
    "parse_value",
    "problems",
    "read_csv",
    "read_toml",
    "reference",
    "search",
    "sentence",
    "sentences_of",
    "table_names",
    "with_sentences",
    "worded",
    "write_whole",
    "writing_whole",
]
