"""Remakes the whole posterior and writes it: lesions first, then the laws that read the injuries made with them."""

from dataclasses import dataclass
from typing import Any

from rederm.evidence.calibrate import Calibration, calibrate
from rederm.evidence.fit_lesion import LesionCalibration, fit_lesions, write_lesions


@dataclass(frozen=True)
class Remade:
    """Both calibrations, as written."""

    lesions: LesionCalibration
    laws: Calibration

    def table(self) -> list[str]:
        """Every figure that was fitted, one line each."""
        return [*self.lesions.table(), *self.laws.table()]

    def summary(self) -> list[str]:
        """The scores, in words."""
        return self.laws.summary()

    def to_json(self) -> dict[str, Any]:
        return self.laws.to_json() | {"lesions": self.lesions.to_json()}


def remake() -> Remade:
    """Fit everything on the published rows and set the tables that ship; some minutes, deterministic."""
    found = fit_lesions()
    write_lesions(found)
    return Remade(found, calibrate(write=True))
