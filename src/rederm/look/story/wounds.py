"""The wound of each session as a cross-section shows it: what it is at first (Struck), and how far it has come (WoundState).

    gap = w (open / phi)^(1/2)           of a lesion w wide: width of a hole that is as open as the state says
    path x = v (t - delay)               how far sheets have moved from living margins; from ducts, x - z
    unfilled = void(t) / void just after the session, carried on from session to session

What fills a wound fills all of them at one rate, so that the ratio holds for each. A cold needle leaves nothing to be filled.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rederm.course import Session
from rederm.draws import Samples
from rederm.healing import Healing
from rederm.healing.wound import Wound
from rederm.injury import Injury, Outline
from rederm.look.story.moments import MOMENT
from rederm.look.story.quantities import Band

_UM = 1000


@dataclass(frozen=True)
class Struck:
    """One session's wound at first, at the medians of its draws. Lengths in um, densities in 1/mm^2.

    open_share: of the area; loss: injured share of the epidermis; width, pitch: of lesions, infinite for a layer; patches,
    patch: living patches of the basal layer that a layer leaves, and their radius; at_work: share of follicles and ducts that
    send out cells; duct_depth: dead length of a duct, their extra path; debris: thickness where there is any; sources: share
    of the closing sheet by where it came from.
    """

    day: float
    device: str
    title: str
    family: str
    layer: bool
    cold: bool
    open_share: float
    loss: float
    width_um: float
    pitch_um: float
    per_cm2: float
    ablation_um: float
    necrosis_um: float
    patches_per_mm2: float
    patch_um: float
    at_work: float
    duct_depth_um: float
    debris_um: float
    sources: tuple[tuple[str, float], ...]
    outline: Outline | None = field(repr=False, compare=False)


@dataclass(frozen=True)
class WoundState:
    """One session's wound on one day. since_days: after it. open, left, unfilled: shares of what there was just after it.

    open_area: share of the whole area that it leaves open;
    gap_um: of one lesion (a layer: NaN); moved_um: path of the sheets; debris_um: thickness; mature: of its new epidermis.
    """

    session: int
    since_days: float
    open: Band
    open_area: Band
    gap_um: Band
    moved_um: Band
    debris_um: Band
    left: Band
    mature: Band
    unfilled: Band


def struck(session: Session, injury: Injury, wound: Wound, hair_per_mm2: float, eccrine_per_mm2: float) -> Struck:
    """The wound of a session in skin with these densities of follicles and ducts."""
    closure, adnexa = wound.closure, hair_per_mm2 + eccrine_per_mm2
    radius = _median(closure.patch)
    return Struck(
        day=float(session.day),
        device=session.setting.device.name,
        title=session.setting.device.title,
        family=session.setting.device.family,
        layer=injury.layer,
        cold=injury.cold,
        open_share=_median(closure.share),
        loss=_median(np.maximum(injury.epidermal_loss, 0.0)),
        width_um=_UM * _median(injury.lesion_width_mm) if not injury.layer else np.inf,
        pitch_um=np.inf if injury.layer or injury.outline is None else float(injury.outline.pitch_um),
        per_cm2=0.0 if injury.layer else _median(injury.lesions_per_cm2),
        ablation_um=_median(injury.ablation_depth_um),
        necrosis_um=_median(injury.necrosis_depth_um),
        patches_per_mm2=_median(closure.patches) / (np.pi * radius**2),
        patch_um=_UM * radius,
        at_work=min(_median(closure.adnexa) / np.pi / adnexa, 1.0) if adnexa else 0.0,
        duct_depth_um=_UM * _median(closure.depth),
        debris_um=_UM * _median(wound.renewal.thickness),
        sources=tuple((name, _median(share)) for name, share in wound.closed_by.items()),
        outline=injury.outline,
    )


def wound_states(healing: Healing, days: np.ndarray) -> list[tuple[WoundState, ...]]:
    """The wounds that there are on each day, oldest first."""
    fill = _unfilled(healing, days)
    found: list[list[WoundState]] = [[] for _ in days]
    for k, (at, wound) in enumerate(zip(healing.session_days, healing.followed.wounds, strict=True)):
        since = days - at
        closure, renewal = wound.closure, wound.renewal
        opened = np.where(closure.share > 0.0, closure.share, 1.0)[:, None]
        still = np.where(since > 0.0, closure.open_at(np.maximum(since, 0.0)) / opened, 0.0)
        moved = _UM * closure.speed[:, None] * np.maximum(since[None, :] - closure.delay[:, None], 0.0)
        width = _UM * np.nan_to_num(wound.injury.lesion_width_mm)[:, None] * np.ones_like(still)
        gap = width * np.sqrt(still) if not wound.injury.layer else np.full_like(still, np.nan)
        left = renewal.left(since)
        share = np.where(renewal.share > 0.0, renewal.share, 1.0)[:, None]
        mature = 1 - (1 - renewal.maturity(since)) / share
        columns = (
            still,
            still * closure.share[:, None],
            gap,
            moved,
            _UM * renewal.thickness[:, None] * left,
            left,
            mature,
            fill[k],
        )
        for i in np.flatnonzero(since > 0.0):
            found[i].append(WoundState(k, float(since[i]), *(Band.of(column[:, i]) for column in columns)))
    return [tuple(each) for each in found]


def _unfilled(healing: Healing, days: np.ndarray) -> list[Samples]:
    """Share (draws, days) of what each session emptied that is still to be filled."""
    visits = sorted(set(healing.session_days))
    void = healing.states["void"][:, np.searchsorted(healing.days, days)]
    fresh = healing.on(np.array(visits) + MOMENT).states["void"]
    before = healing.on(np.array(visits)).states["void"]
    found = []
    for at in healing.session_days:
        left = np.zeros_like(void)
        reached = np.ones(void.shape[0])  # at the start of the stretch between two visits
        for k in range(visits.index(at), len(visits)):
            end = visits[k + 1] if k + 1 < len(visits) else np.inf
            here = (days > visits[k]) & (days <= end)
            start = np.where(fresh[:, k] > 0.0, fresh[:, k], np.inf)
            left[:, here] = np.clip(reached[:, None] * void[:, here] / start[:, None], 0.0, 1.0)
            if k + 1 < len(visits):
                reached = np.clip(reached * before[:, k + 1] / start, 0.0, 1.0)
        found.append(left)
    return found


def needed(session_days: Sequence[float]) -> tuple[float, ...]:
    """Days that have to be followed for this, beside those of the story."""
    return tuple(day + MOMENT for day in sorted(set(session_days)))


def _median(samples: Samples) -> float:
    return float(np.nanmedian(samples)) if np.isfinite(samples).any() else 0.0
