"""The new epidermis after closure: maturity, debris and crust, and the melanin that leaves with dead cells.

    maturity  h' = r h (1 - h) from 0.05 at closure          debris  m' = -m / tau from closure
    shed melanin: share lost = 1 - exp(-sum of lambda s(t)),  1 - e^-lambda the dead share, s(t) what of it has left

Shed melanin comes back with maturity (weeks), not with turnover: the new sheet brings its melanocytes along. Closure is
half of a layer's area, or the lesion's own closing time. Debris on a lesion is dead epidermis, a share of the papillary
dermis coagulated below it (what dies deeper is cleared from within) and dried wound fluid where the surface is gone. A sheet
is seen as crust or peeling until it is thinner than 20 um; a dot narrower than the eye resolves at one metre is paler by its
area, so that it must be thicker. Cold needles push tissue aside and leave none. Linear, so that sessions add; the solutions
are exact.

References: Laubach 2006, Kim 2022 (`rederm sources tissue/healing`).
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing.closure import Closure
from rederm.healing.host import Host
from rederm.healing.numerics_steps import NOTHING
from rederm.injury import Injury
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True)
class Renewal:
    """The epidermis of one session's injury, (draws,)."""

    share: Samples  # injured share of the epidermis
    area: Samples  # share of the area under debris
    thickness: Samples  # mm of debris where there is any
    contrast: Samples  # of a dot of it against a wide sheet, 0..1
    closes: Samples  # d
    tau: Samples  # d, time constant of shedding
    shed: Samples  # lambda
    shed_at_once: Samples  # share of lambda that is vaporised or wiped at once

    def maturity(self, since: np.ndarray) -> np.ndarray:
        """1 where nothing was injured, (draws, days)."""
        table = load_table("tissue/healing")
        first = table.number("epidermis.first_maturity", "1")
        late = since[None, :] - self.closes[:, None]
        grown = 1 / (1 + (1 / first - 1) * np.exp(-table.number("epidermis.maturation", "1/d") * np.maximum(late, 0.0)))
        return np.where(since[None, :] > 0.0, 1 - self.share[:, None] * np.where(late > 0.0, 1 - grown, 1.0), 1.0)

    def left(self, since: np.ndarray) -> np.ndarray:
        """Share of the debris still in place, (draws, days)."""
        late = np.maximum(since[None, :] - self.closes[:, None], 0.0)
        return np.where(since[None, :] > 0.0, np.exp(-late / self.tau[:, None]), 0.0)

    def debris(self, since: np.ndarray) -> np.ndarray:
        """mm over the whole area, (draws, days)."""
        return (self.area * self.thickness)[:, None] * self.left(since)

    def shed_until(self, since: np.ndarray) -> np.ndarray:
        """lambda s(t), (draws, days)."""
        gone = 1 - (1 - self.shed_at_once[:, None]) * self.left(since)
        return np.where(since[None, :] > 0.0, self.shed[:, None] * gone, 0.0)

    def coloured(self, since: np.ndarray) -> np.ndarray:
        """Melanin against mature epidermis: what was shed comes back as the new epidermis matures, (draws, days)."""
        lost = -np.expm1(-self.shed_until(since))
        young = (1 - self.maturity(since)) / np.where(self.share > 0.0, self.share, 1.0)[:, None]
        return 1 - lost * young

    def crust_days(self, visible: Samples) -> Samples:
        """Last day on which debris is thicker than `visible` [mm], as a dot if it is one."""
        seen = self.contrast * self.thickness
        with np.errstate(divide="ignore"):
            thin = self.closes + self.tau * np.log(seen / visible)
        return np.where(seen > visible, thin, 0.0)


def renewal_of(injury: Injury, closure: Closure, skin: Skin, host: Host, draws: Draws) -> Renewal:
    """The epidermis after one injury."""
    table = load_table("tissue/healing")
    junction = skin.junction_um / 1000
    share = np.clip(np.maximum(injury.epidermal_loss, injury.open_share), 0.0, 1.0)
    area = np.clip(injury.coverage, 0.0, 1.0) if injury.layer else closure.share
    if injury.layer:
        gone = np.clip(np.maximum(injury.ablation_depth_um, 0.0) / skin.junction_um, 0.0, 1.0)
        contrast = np.ones_like(gone)
    else:
        hole, width = np.nan_to_num(injury.ablation_diameter_um) / 1000, np.nan_to_num(injury.lesion_width_mm)
        gone = np.clip(hole / np.maximum(width, NOTHING), 0.0, 1.0) ** 2
        contrast = np.minimum(np.maximum(hole, width) / table.number("epidermis.seen_width", "mm"), 1.0) ** 2
    here = area > NOTHING
    safe = np.where(here, area, 1.0)
    drawn = {key: draws.of(f"healing.epidermis.{key}", table[f"epidermis.{key}"]) for key in ("shed_dermis", "exudate")}
    papillary = np.clip(np.minimum(injury.coagulated_mm, injury.papillary_mm), 0.0, None)
    slough = np.clip(drawn["shed_dermis"], 0.0, 1.0) * papillary / safe
    fluid = np.maximum(drawn["exudate"], 0.0) * gone * closure.share / safe
    thickness = np.where(here, junction * (1 - gone) * share / safe + slough + fluid, 0.0)
    lost = table.number("epidermis.melanin_shuttle", "1") * share
    return Renewal(
        share=share,
        area=area,
        thickness=thickness * 0 if injury.cold and not injury.layer else thickness,
        contrast=contrast,
        closes=closure.middle(),
        tau=draws["healing.crust.tau"] * host.crust * draws["healing.crust.scale"] * draws["healing.shedding"],
        shed=-np.log1p(-lost),
        shed_at_once=gone,
    )
