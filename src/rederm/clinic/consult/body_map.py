"""The face and the body as a map: which shapes a site has, and where the numbers of its concerns stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rederm.output.site_words import site_words
from rederm.sources import read_toml

_STEP = 15  # between two marks of one site


@dataclass(frozen=True)
class Region:
    """One site in one view. repeated: another view shows it already, so that the tab key passes it by.

    marks: (number, x, y).
    """

    site: str
    label: str
    shape: str
    mirrored: bool
    repeated: bool
    chosen: bool
    marks: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class View:
    """One drawing; flip: the transformation that mirrors its halves."""

    name: str
    title: str
    width: int
    height: int
    lines: tuple[str, ...]
    regions: tuple[Region, ...]

    @property
    def flip(self) -> str:
        return f"translate({self.width} 0) scale(-1 1)"


@cache
def drawing() -> dict[str, Any]:
    """The views as drawn."""
    views: dict[str, Any] = read_toml(Path(__file__).with_name("body_map.toml"))["view"]
    return views


def views(concerns: Sequence[Mapping[str, Any]], names: Sequence[str], chosen: str = "") -> list[View]:
    """The drawings with these concerns on them, numbered in their order. names: of the concerns, in words; chosen: a site."""
    shown: set[str] = set()
    found = []
    for name, view in drawing().items():
        regions = []
        width, height = view["size"]
        for site, drawn in view["site"].items():
            here = [place for place, concern in enumerate(concerns, 1) if concern["site"] == site]
            x, y = drawn["mark"]
            left = x - _STEP * (len(here) - 1) / 2
            words = "; ".join(f"{place} {names[place - 1]}" for place in here)
            regions.append(
                Region(
                    site=site,
                    label=f"{'whole face' if site == 'face' else site_words(site)}{': ' if words else ''}{words}",
                    shape=drawn["shape"],
                    mirrored=drawn.get("mirrored", False),
                    repeated=site in shown,
                    chosen=site == chosen,
                    marks=tuple((place, round(left + _STEP * step), y) for step, place in enumerate(here)),
                )
            )
            shown.add(site)
        found.append(View(name, view["title"], width, height, tuple(view["lines"]), tuple(regions)))
    return found
