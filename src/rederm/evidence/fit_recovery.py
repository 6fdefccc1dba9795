"""Fits of the laws of swelling (healing.edema) and of crust (healing.epidermis) on published days of one session.

    swelling  the last day on which F > 1            crust   days until debris comes off + tau site ln(debris / just seen)

Of swelling only the acute part has rows; the slow part stands at its table values.
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.fit_duration import DurationFit
from rederm.evidence.observations import observations
from rederm.evidence.wounds import Wounds
from rederm.healing.edema import Edema
from rederm.sources import load_table

ACUTE = ("volume", "tau")


class _At(Draws):
    """Draws that stand at given figures, and at the table value elsewhere."""

    def __init__(self, n: int, given: Mapping[str, float]) -> None:
        super().__init__(n)
        self.given = given

    def __getitem__(self, name: str) -> Samples:
        area, _, key = name.partition(".")
        short = key.rpartition(".")[2]
        return np.full(self.n, self.given[short] if short in self.given else load_table(f"posterior/{area}")[key].value)


def edema_days(t: Mapping[str, float], wounds: Wounds) -> np.ndarray:
    """Last day of visible swelling, (rows, draws): the law of healing itself."""
    rows, n = wounds.closed.shape
    zero = np.zeros(rows * n)
    flat: Any = SimpleNamespace(
        ablated_mm=zero, coagulated_mm=wounds.hurt_mm.ravel(), column_mm=zero, open_share=wounds.open_share.ravel()
    )
    return Edema([0.0], [flat], [wounds.closed.ravel()], _At(rows * n, t)).days()[:, 0].reshape(rows, n)


def crust_days(t: Mapping[str, float], wounds: Wounds) -> np.ndarray:
    """Last day of visible crust, (rows, draws)."""
    seen = wounds.heights > 0.0
    left = np.where(seen, wounds.heights, 0.0)
    return np.asarray(np.where(seen, wounds.sheds_from + t["tau"] * wounds.site_crust[:, None] * left, 0.0))


def edema_fit(draws: int) -> DurationFit:
    """Acute swelling on the rows that ship."""
    return DurationFit([o for o in observations() if o.kind == "edema"], "healing.edema", ACUTE, edema_days, draws)


def crust_fit(draws: int) -> DurationFit:
    """Crusts on the rows that ship."""
    return DurationFit([o for o in observations() if o.kind == "crust"], "healing.crust", ("tau",), crust_days, draws)
