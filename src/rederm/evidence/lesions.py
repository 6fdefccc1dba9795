"""Published lesions, as data/evidence/lesions.toml holds them: one row a figure, its setting, what of it is not published."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from rederm.devices import DialValue, Setting, make_setting, published_device
from rederm.evidence.terms import Z95, Term
from rederm.injury.report import DEFAULT_AGE
from rederm.skin import Skin, skin_of
from rederm.sources import DATA, read_toml

FIGURES = ("depth", "coagulation", "total", "width")  # lengths in the skin, um


@dataclass(frozen=True)
class Lesion:
    """One published figure of a lesion. What each field holds stands at the head of the table.

    dials: of the one setting; `others`: those of the further settings that a ratio, slope or threshold needs.
    own: draw -> term of the series; drawn: dial -> term; known: draw -> number.
    """

    id: str
    study: str
    kind: str
    observed: float
    series: str = ""
    device: str = ""
    dials: Mapping[str, DialValue] | None = None
    others: tuple[Mapping[str, DialValue], ...] = ()
    quantity: str = ""
    per: str = ""
    dial: str = ""
    level: float | str = 0.0
    exposure: float = 0.0
    bound: str = ""
    biopsy: bool = True
    sd: float = 0.0
    fitted: bool = False
    informs: bool = False
    memory: bool = False
    site: str = "cheek"
    skin: Mapping[str, float] | None = None
    own: Mapping[str, str] | None = None
    drawn: Mapping[str, str] | None = None
    known: Mapping[str, float] | None = None
    note: str = ""
    no_model: str = ""
    twin: str = ""

    @property
    def scored(self) -> bool:
        """Whether the scores of validation count it: not what is recalled, nor what a hand-set number rests on."""
        return not (self.memory or self.informs or self.no_model)

    def settings(self, drawn: Mapping[str, float]) -> list[Setting]:
        """The settings that the figure needs, `drawn` dials at these values; those of `dials` first."""
        device = published_device(self.device)
        return [make_setting(device, {**dials, **self._within(drawn)}) for dials in (self.dials or {}, *self.others)]

    def _within(self, drawn: Mapping[str, float]) -> dict[str, DialValue]:
        """Drawn dials, held within the limits of the device; a count is whole."""
        dials = {name: published_device(self.device).dials[name] for name in drawn}
        limits = {name: dial.limits or (-math.inf, math.inf) for name, dial in dials.items()}
        held = {name: min(max(value, limits[name][0]), limits[name][1]) for name, value in drawn.items()}
        return {name: round(value) if dials[name].whole else value for name, value in held.items()}

    def where(self) -> Skin:
        """The skin of the figure: a person of the usual age at this site, with what the row says of it."""
        skin = skin_of(self.site, DEFAULT_AGE)
        return replace(skin, dermis_um=(self.skin or {}).get("dermis_um", skin.dermis_um))

    @property
    def terms(self) -> frozenset[str]:
        """Terms that are this row's series' own."""
        return frozenset((*(self.own or {}).values(), *(self.drawn or {}).values()))


@cache
def lesions() -> tuple[Lesion, ...]:
    """Every published lesion, in the order of the file."""
    records = read_toml(DATA / "evidence" / "lesions.toml")
    return tuple(_lesion(row, records) for row in records["row"])


@cache
def own_terms() -> Mapping[str, Term]:
    """Prior of every term that belongs to series, fitted in ln."""
    records = read_toml(DATA / "evidence" / "lesions.toml")
    given = {name: entry["prior"] for name, entry in records["term"].items()}
    for row in records["row"]:
        given |= {_unknown(row, dial): prior for dial, prior in row.get("unknown", {}).items()}
    return {name: lognormal(name, *prior) for name, prior in given.items()}


def lognormal(name: str, value: float, low: float, high: float) -> Term:
    """A term whose ln is normal, 90 % between low and high."""
    return Term(name, "lognormal", math.log(value), math.log(high / low) / (2 * Z95))


def _unknown(row: Mapping[str, Any], dial: str) -> str:
    return f"{dial}.{row['series']}"


def _lesion(row: Mapping[str, Any], records: Mapping[str, Any]) -> Lesion:
    fields = dict(row)
    series = records["series"].get(fields.get("series"), {})
    unknown = {dial: _unknown(row, dial) for dial in fields.pop("unknown", {})}
    against, ladder = fields.pop("against", None), fields.pop("ladder", ())
    others = [against] if against is not None else []
    if ladder:
        dials = fields.get("dials", {})
        first, *others = [{**dials, fields["dial"]: step} for step in ladder]
        fields["dials"] = first
    fields["observed"] = float(fields["observed"])
    return Lesion(
        **fields
        | {
            "others": tuple(others),
            "drawn": {**series.get("dials", {}), **unknown},
            "own": series.get("own", {}),
            "known": {**series.get("known", {}), **fields.get("known", {})},
            "sd": float(fields.get("sd", records["sd"][fields["kind"]])),
        }
    )
