"""What fhir.resources does not check of a bundle: the codes that FHIR requires, our own, units, ranges, references.

Its models check elements, types and what must stand, and take any word for a code. `check` refuses a bundle that says a word
which no receiver knows, refers to what is not in it, or gives a range from high to low.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from rederm.output.fhir_codes import UCUM, codes, table
from rederm.sources import DATA, read_toml


class BundleError(ValueError):
    """A bundle that must not be written: a fault of the program, not of who runs it."""


def check(bundle: Mapping[str, Any]) -> None:
    """Raises BundleError with everything that is wrong."""
    found = [*_words(bundle), *_links(bundle)]
    if found:
        raise BundleError("; ".join(found))


@cache
def required() -> Mapping[str, Any]:
    return read_toml(DATA / "exchange" / "required.toml")


def _words(bundle: Mapping[str, Any]) -> Iterator[str]:
    """Codes and units that stand in no set, and ranges that run backward."""
    sets, paths = required()["sets"], required()["paths"]
    for path, value in elements(bundle):
        if path in paths and value not in sets[paths[path]]:
            yield f"{path} = {value!r} is not in {paths[path]}"
        if isinstance(value, Mapping):
            system, code = value.get("system"), value.get("code")
            if isinstance(code, str) and path != "CodeSystem.concept" and not _known(system, code):
                yield f"{path}: {code!r} is no code of {system}"
            if not _ordered(value):
                yield f"{path}: low is above high"


def _known(system: Any, code: str) -> bool:
    if system == UCUM:
        return code in table()["ucum"].values()
    if system == table()["system"]["url"]:
        return code in codes()
    sets, systems = required()["sets"], required()["systems"]
    return system in systems and code in sets[systems[system]]


def _ordered(value: Mapping[str, Any]) -> bool:
    low, high = value.get("low"), value.get("high")
    both = isinstance(low, Mapping) and isinstance(high, Mapping)
    return not both or low["value"] <= high["value"]  # type: ignore[index]


def _links(bundle: Mapping[str, Any]) -> Iterator[str]:
    """Addresses that stand twice, and references that lead out of the bundle."""
    there = Counter(entry["fullUrl"] for entry in bundle["entry"])
    yield from (f"{url} stands {times} times" for url, times in there.items() if times > 1)
    asked = {
        f"{entry['resource']['url']}|{entry['resource']['version']}"
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "Questionnaire"
    }
    for path, value in elements(bundle):
        if path.endswith(".reference") and isinstance(value, str) and value not in there:
            yield f"{path}: {value} is not in the bundle"
        if path == "QuestionnaireResponse.questionnaire" and value not in asked:
            yield f"{path}: {value} is not in the bundle"


def elements(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every element below a resource with its path: places in lists left out, the path of a resource starting anew."""
    if isinstance(node, Mapping):
        if "resourceType" in node:
            path = node["resourceType"]
        if path:
            yield path, node
        for key, value in node.items():
            below = path if path.endswith(f".{key}") else f"{path}.{key}"
            yield from elements(value, below)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from elements(value, path)
    else:
        yield path, node
