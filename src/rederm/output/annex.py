"""Every figure of a plan as tables, for the end of the clinician's paper: who holds the paper holds the numbers of plan.json.

The numbers are not picked: whatever plan.json holds is laid out, in a table of its own where `_TABLES` knows the place, in the
last table where it does not. Rows and columns keep the names of plan.json, so that a figure can be found again there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rederm.output.language import tr
from rederm.sources import mark

BAND = ("median", "low", "high")
PAIR = ("asks", "chance_within")  # of a course outside the plans, what it asks of each limit and the chance to stay within it
WIDTH = 280  # digits that a line of a table may hold in the type of templates/annex.typ
_GAP = 2  # between columns
_EXACT = 1000  # from here on four digits would round units away
_NAMED_BY = ("limit", "scale", "concern", "device", "quantity")  # what tells entries of a list apart, the first that they have
_VALUE = "value"

Path = tuple[str | int, ...]
Cells = dict[Path, str]


class _Table(NamedTuple):
    """What stands below `at` in plan.json, with the first `depth` names below it as the row and the rest as the column.

    depth None: the whole path is the row. turned: rows and columns changed, for few entries of many figures.
    """

    title: str
    at: tuple[str, ...]
    depth: int | None = None
    turned: bool = False


_TABLES = (
    _Table(mark("The client"), ("client",)),
    _Table(mark("Goals"), ("goals",), 1),
    _Table(mark("Limits"), ("limits",), 1),
    _Table(mark("What was seen so far"), ("adapted",)),
    _Table(mark("The courses, by rank"), ("plans",), 1, turned=True),
    _Table(mark("What one more of each limit would buy"), ("trades",), 1),
    _Table(mark("Courses that no other beats: what they ask of each limit, and the chance to stay within it"), ("front",), 1),
    _Table(mark("What was ruled out"), ("excluded",), 1),
    _Table(mark("First course, each session"), ("first_outlook", "sessions"), 1, turned=True),
    _Table(mark("First course, gain by days after the last session"), ("first_outlook", "gain"), 1),
    _Table(mark("First course, share of the gain that is swelling"), ("first_outlook", "of_which_swelling"), 1),
    _Table(mark("First course, gain at three levels of certainty"), ("first_outlook", "gain_levels"), 1),
    _Table(mark("First course, clinical scales by days after the last session"), ("first_outlook", "scales"), 2),
    _Table(mark("First course, all else"), ("first_outlook",)),
    _Table(mark("The plan, all else"), ()),
)
_DAILY = (
    (mark("First course, scores by day"), ("scores", "scores_untreated", "swelling")),
    (mark("First course, instruments by day"), ("skin", "skin_untreated")),
)


def figure(value: float) -> str:
    """A number as the annex shows it: four significant digits; whole numbers, and from a thousand up the units, in full."""
    if float(value).is_integer() or abs(value) >= _EXACT:
        return f"{value:.0f}" if value else "0"
    return f"{value:.4g}"


def annex_view(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Tables {"title", "heads", "rows"} of text that hold every number of a plan's JSON.

    But for "sentences", which say of texts that stand elsewhere what they are made of.
    A band is one cell of three numbers: median, low, high. What a course asks of a limit stands with its chance in one cell.
    """
    cells = dict(_cells({key: value for key, value in content.items() if key != "sentences"}, ()))
    tables = []
    for table in _TABLES:
        if table.at == ("first_outlook",):
            tables += _by_day(cells, content["first_outlook"])
        taken = {path: cells.pop(path) for path in list(cells) if path[: len(table.at)] == table.at}
        tables += _laid_out(table, taken, content)
    return tables


def _cells(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every number below a node with its path; numbers that belong together are one cell."""
    if isinstance(node, Mapping):
        if tuple(node) in (BAND, PAIR) and all(map(_is_number, node.values())):
            yield path, " ".join(map(figure, node.values()))
            return
        for key, value in (_paired(node) if all(name in node for name in PAIR) else node).items():
            yield from _cells(value, (*path, key))
    elif isinstance(node, list | tuple):
        for place, value in enumerate(node):
            yield from _cells(value, (*path, place))
    elif _is_number(node):
        yield path, figure(node)


def _paired(point: Mapping[str, Any]) -> dict[str, Any]:
    """A course outside the plans with what it asks of a limit and the chance to stay within it under the name of the limit."""
    asks, chances = (point[name] for name in PAIR)
    both = {limit: dict(zip(PAIR, (asks.get(limit), chances.get(limit)), strict=True)) for limit in {**asks, **chances}}
    return {key: value for key, value in point.items() if key not in PAIR} | both


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _by_day(cells: Cells, outlook: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Series of the first course with days as rows and each band as a column; what is laid out is taken from `cells`."""
    if outlook is None:
        return []
    days = [cells.pop(("first_outlook", "days", place)) for place in range(len(outlook["days"]))]
    tables = []
    for title, kinds in _DAILY:
        columns: dict[str, list[str]] = {"day": days}
        for kind in kinds:
            for name, series in outlook[kind].items():
                ends = [[cells.pop(("first_outlook", kind, name, end, k)) for k in range(len(days))] for end in series]
                columns[_words((kind, name))] = [" ".join(band) for band in zip(*ends, strict=True)]
        tables += _split(tr(title), list(columns), [list(row) for row in zip(*columns.values(), strict=True)])
    return tables


def _laid_out(table: _Table, cells: Cells, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One table of these cells, or several side by side where the line is too long; none of no cells."""
    told = _reached(content, table.at) if cells else None
    rows: dict[str, dict[str, str]] = {}
    columns: dict[str, None] = {}
    for path, text in cells.items():
        below = path[len(table.at) :]
        depth = len(below) if table.depth is None else table.depth
        row, column = _named(below[:depth], told), _words(below[depth:]) or _VALUE
        if table.turned:
            row, column = column, row
        rows.setdefault(row, {})[column] = text
        columns[column] = None
    if list(columns) == [_VALUE]:
        return _folded(tr(table.title), [(row, found[_VALUE]) for row, found in rows.items()])
    body = [[row, *(found.get(column, "") for column in columns)] for row, found in rows.items()]
    return _split(tr(table.title), ["", *columns], body) if rows else []


def _reached(content: Any, at: Sequence[str]) -> Any:
    for key in at:
        content = content[key]
    return content


def _named(path: Path, told: Any) -> str:
    """The words of a path; an entry of a list is told by its place and what it is of."""
    words = []
    for step in path:
        told = told[step]
        of = next((told[key] for key in _NAMED_BY if isinstance(told, Mapping) and key in told), "")
        words.append(f"{step + 1} {of}".rstrip() if isinstance(step, int) else _words((step,)))
    return " ".join(words)


def _words(path: Path) -> str:
    return " ".join(str(step + 1) if isinstance(step, int) else step.replace("_", " ") for step in path)


def _folded(title: str, pairs: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """A list of names and values as a table of as many pairs a line as fit."""
    longest = sum(max(map(len, column)) + _GAP for column in zip(*pairs, strict=True))
    across = max(1, min(WIDTH // longest, len(pairs)))
    down = -(-len(pairs) // across)
    blocks = [[*pairs[first : first + down], *[("", "")] * down][:down] for first in range(0, len(pairs), down)]
    rows = [[text for pair in line for text in pair] for line in zip(*blocks, strict=True)]
    return [{"title": title, "heads": ["", _VALUE] * len(blocks), "rows": rows}]


def _split(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """Tables that share the first column, none with a line of more than WIDTH; heads break between words."""
    first, *widths = [max(map(len, [*head.split(" "), *(row[k] for row in rows)])) + _GAP for k, head in enumerate(heads)]
    parts: list[list[int]] = [[]]
    for column, width in enumerate(widths, 1):
        if parts[-1] and first + width + sum(widths[k - 1] for k in parts[-1]) > WIDTH:
            parts.append([])
        parts[-1].append(column)
    return [
        {"title": title, "heads": [heads[k] for k in (0, *part)], "rows": [[row[k] for k in (0, *part)] for row in rows]}
        for part in parts
    ]
