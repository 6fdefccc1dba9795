"""Published observations, as data/evidence/observations.toml holds them: one record a figure, its study, its setting."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from rederm.course import Aftercare, Course, build_course
from rederm.devices import load_device
from rederm.sources import DATA, read_toml

KINDS = ("lesion", "outcome", "pih", "redness")


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
        care = Aftercare(
            steroid_days=2.0 if self.detail.get("steroid") else 0.0,
            hydroquinone_after=bool(self.detail.get("hydroquinone_and_cold_air")),
            cold_air=True if self.detail.get("hydroquinone_and_cold_air") else None,
        )
        device = load_device(self.device)
        interval = self.detail.get("interval_days") or device.number("interval.default", "d")
        return build_course(device, self.dials, self.detail.get("sessions", 1), interval, (self.site,), care)

    @property
    def site(self) -> str:
        return str(self.detail.get("site", "cheek"))


@cache
def observations() -> tuple[Observation, ...]:
    """Every observation that ships, in the order of the file."""
    found = []
    for kind, rows in read_toml(DATA / "evidence" / "observations.toml").items():
        for row in rows:
            detail = dict(row)
            head = {name: detail.pop(name) for name in ("study", "device", "dials")}
            observed = detail.pop("events") / detail["n"] if kind == "pih" else detail.pop("observed")
            found.append(Observation(kind=kind, observed=float(observed), detail=detail, **head))
    return tuple(found)
