"""Tables of sourced values: every TOML file below data/ read into a flat {dotted name: Value}."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rederm.sources.errors import InputError, nearest
from rederm.sources.files import DATA, read_toml
from rederm.sources.value import Value, parse_value


class Table(Mapping[str, Value]):
    """Sourced values by dotted name; `table["dermis.density"]`, `table.si("dermis.density", "kg/m^3")`."""

    def __init__(self, name: str, values: dict[str, Value]) -> None:
        self.name = name
        self._values = values

    def __getitem__(self, key: str) -> Value:
        if key not in self._values:
            raise KeyError(f"no value {key!r} in {self.name}{nearest(key, self._values)}")
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def number(self, key: str, unit: str) -> float:
        """The number under `key`, which the table must state in `unit`."""
        try:
            return self[key].as_unit(unit)
        except ValueError as error:
            raise ValueError(f"{self.name}: {key}: {error}") from None


def collect(prefix: str, node: Mapping[str, Any], where: str) -> dict[str, Value]:
    """Find every entry with a `value` key below `node`; keys become dotted names."""
    found: dict[str, Value] = {}
    for key, child in node.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(child, Mapping):
            if "value" in child:
                try:
                    found[name] = parse_value(name, child)
                except InputError as error:
                    raise InputError(f"{where}: {error}") from None
            else:
                found.update(collect(name, child, where))
    return found


@cache
def load_table(name: str) -> Table:
    """Load data/<name>.toml, for example load_table("tissue/thermal"). Raises InputError where an entry lacks a source."""
    path = DATA / f"{name}.toml"
    return Table(name, collect("", read_toml(path), str(path.relative_to(DATA))))


def table_names() -> list[str]:
    """The name of every table below data/ that holds sourced values, devices and rules included."""
    paths = sorted(p for p in DATA.rglob("*.toml") if p.parent.name != "bibliography")
    return [str(Path(p).relative_to(DATA).with_suffix("")) for p in paths]
