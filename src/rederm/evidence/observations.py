"""Published observations, as the files of data/evidence hold them: one record a figure, its study, its setting."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rederm.course import Aftercare, Course, build_course
from rederm.devices import published_device
from rederm.sources import DATA, read_toml

FILES = ("gain", "darkening", "recovery", "pain", "risks", "scales")
RISK_KINDS = ("herpes", "infection", "lightening", "scar", "long_redness")
SCALE_KINDS = ("scale", "responders", "reading")
KINDS = ("outcome", "pih", "redness", "closure", "crust", "edema", "downtime", "pain", *RISK_KINDS, *SCALE_KINDS)


@dataclass(frozen=True)
class Observation:
    """One published figure. `study` is its id in the bibliography; `detail` holds what its kind needs."""

    kind: str
    study: str
    device: str
    dials: dict[str, Any]
    observed: float
    detail: dict[str, Any]

    def course(self) -> Course:
        """The course that was given, at one site; a dial that the paper does not state stands at the device's default."""
        both = bool(self.detail.get("hydroquinone_and_cold_air"))
        care = Aftercare(
            numbing_minutes=self.detail.get("numbing_minutes"),
            steroid_days=2.0 if self.detail.get("steroid") else 0.0,
            hydroquinone_after=both,
            antiviral=bool(self.detail.get("antiviral")),
            cold_air=True if both else self.detail.get("cold_air"),
            moist=self.detail.get("moist"),
            contact_cooling=self.detail.get("contact_cooling"),
        )
        device = published_device(self.device)
        interval = self.detail.get("interval_days") or device.number("interval.default", "d")
        return build_course(device, self.dials, round(self.sessions), interval, (self.site,), care)

    @property
    def site(self) -> str:
        return str(self.detail.get("site", "cheek"))

    @property
    def sessions(self) -> float:
        """Sessions given; the mean where the people of a study had different numbers."""
        return float(self.detail.get("sessions", 1))


@dataclass(frozen=True)
class Pair:
    """Two treatments compared within one study or pool: `observed`, a against b, with its `sd`."""

    study: str
    a: Observation
    b: Observation
    observed: float
    sd: float


@cache
def observations() -> tuple[Observation, ...]:
    """Every observation that has a prediction of its own, in the order of KINDS."""
    return tuple(_observation(kind, row) for kind in KINDS for row in _records()[kind])


@cache
def pairs(kind: str) -> tuple[Pair, ...]:
    """Comparisons: kind "contrast" (ln of the ratio of hazards) or "pih_ratio" (risk ratio of darkening)."""
    return tuple(_pair(kind, row) for row in _records()[kind])


@cache
def retentions() -> tuple[Observation, ...]:
    """What is left of a gain on a late day, as a share of the gain on `early_day`."""
    return tuple(_observation("retention", row) for row in _records()["retention"])


@cache
def _records() -> dict[str, Any]:
    return {kind: rows for name in FILES for kind, rows in read_toml(DATA / "evidence" / f"{name}.toml").items()}


def _observation(kind: str, row: Mapping[str, Any]) -> Observation:
    detail = _filled(row)
    head = {name: detail.pop(name) for name in ("study", "device", "dials")}
    observed = detail.pop("events") / detail["n"] if "events" in detail else detail.pop("observed")
    return Observation(kind=kind, observed=float(observed), detail=detail, **head)


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row, with the setting of the share that the same figure was turned into (`shares`: a row of that one)."""
    if "shares" not in row:
        return dict(row)
    share = next(given for given in _records()["outcome"] if row["shares"] in given.get("rows", ()))
    left = ("observed", "conversion_sd", "rows")
    return {name: value for name, value in share.items() if name not in left} | dict(row)


def _pair(kind: str, row: Mapping[str, Any]) -> Pair:
    detail = {name: value for name, value in row.items() if name not in ("study", "a", "b", "observed", "sd")}
    a, b = (_side(kind, row["study"], row[side], detail) for side in ("a", "b"))
    return Pair(row["study"], a, b, float(row["observed"]), float(row["sd"]))


def _side(kind: str, study: str, side: Mapping[str, Any], detail: Mapping[str, Any]) -> Observation:
    """One side of a pair, which may differ in more than device and dials."""
    own = {name: value for name, value in side.items() if name not in ("device", "dials")}
    return Observation(kind, study, side["device"], side["dials"], 0.0, {**detail, **own})
