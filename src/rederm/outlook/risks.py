"""What can go wrong in a course on one region: darkening, permanent lightening, scar, infection. Each a chance per draw.

Darkening seen at any time from the first session to 180 days after the last (probit):

    eta = a + b_t (type - 3.7) + b_o ln phi + b_c ln v_c + b_n ln sessions - steroid - hydroquinone - cold air + body
          + sun + history + tau z,     p = Phi(eta)

phi is the open share and v_c the coagulated volume of the strongest session; slopes are >= 0. Sessions hardly add, because
the person who darkens does so at the first: the law is not 1 - (1 - p)^k. Half of the spread lies between studies (tau).
Lightening: logistic in the dermal volume ablated or dead, times the square of the open share (spared skin re-seeds).
Scar: logistic in the depth of death as a share of the skin thickness, in days to close beyond 8, in the width of deep
columns; columns that stand apart count by the square of the share of the reticular band that is dead, the chance that
neighbours meet at depth. No dermis met, no scar.
Infection: herpes and bacteria by open area x days.
Skin that nothing touches has no risk. Sun, history, keloid and site terms are assumed, and wide.

References: `rederm sources posterior/risk`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.course import Aftercare
from rederm.draws import Draws, Samples
from rederm.healing import Healing
from rederm.injury import Injury
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True)
class Risks:
    """Chances of a course on one region, each (n,)."""

    pih: Samples
    hypopigmentation: Samples
    scar: Samples
    infection: Samples

    @classmethod
    def worst(cls, regions: Sequence["Risks"]) -> "Risks":
        """Of several regions of one person: the largest of each, since they darken and scar together."""
        names = ("pih", "hypopigmentation", "scar", "infection")
        return cls(*(np.max([getattr(r, name) for r in regions], axis=0) for name in names))


def course_risks(
    injuries: Sequence[Injury],
    healing: Healing,
    cares: Sequence[Aftercare],
    skin: Skin,
    client: Any,
    draws: Draws,
    outside: bool = False,
) -> Risks:
    """Risks of the sessions on one region. `cares`: resolved aftercare a session; `outside`: no study speaks to this use."""
    return Risks(
        pih=darkening_risk(injuries, cares, skin, client, draws, outside),
        hypopigmentation=lightening_risk(injuries, draws),
        scar=scar_risk(injuries, healing, skin, client, draws),
        infection=infection_risk(injuries, healing, cares, skin, client, draws),
    )


def darkening_risk(
    injuries: Sequence[Injury], cares: Sequence[Aftercare], skin: Skin, client: Any, draws: Draws, outside: bool = False
) -> Samples:
    """Chance of post-inflammatory darkening, (n,)."""
    from scipy.special import ndtr

    table = load_table("posterior/risk")
    open_share = _largest([i.open_share for i in injuries])
    volume = _largest([i.coagulated_mm + i.column_mm for i in injuries])
    eta = (
        draws["risk.pih.intercept"]
        + draws["risk.pih.type"] * (skin.fitzpatrick - table.number("pih.type_centre", "1"))
        + draws["risk.pih.open"] * np.log(np.maximum(open_share, table.number("pih.open_floor", "1")))
        + draws["risk.pih.coagulated"] * np.log(volume + table.number("pih.volume_floor", "mm"))
        + draws["risk.pih.sessions"] * np.log(len(injuries))
        + draws["risk.pih.tau"] * draws.normal("risk.pih.study")
        - _care_effect(cares, draws)
        + _person_effect(client, cares, draws)
    )
    if skin.site.group in ("neck-chest", "body"):
        eta = eta + draws["risk.pih.body"]
    if outside:
        eta = eta + table.number("pih.outside", "1") * draws.normal("risk.pih.outside")
    return np.where(_touched(injuries), ndtr(eta), 0.0)


def _care_effect(cares: Sequence[Aftercare], draws: Draws) -> Samples:
    """What care takes off eta: mean over sessions, since a course is as safe as its care on the whole."""
    full = load_table("posterior/risk").number("pih.steroid_days", "d")
    share = {
        "steroid": np.mean([min(c.steroid_days / full, 1.0) for c in cares]),
        "hydroquinone": np.mean([c.hydroquinone_after for c in cares]),
        "cold_air": np.mean([bool(c.cold_air) for c in cares]),
    }
    effect = sum((draws[f"risk.pih.{name}"] * float(part) for name, part in share.items()), np.zeros(draws.n))
    shade = float(np.mean([c.sun_protected for c in cares]))
    return effect - draws["risk.pih.sun_protected"] * shade


def _person_effect(client: Any, cares: Sequence[Aftercare], draws: Draws) -> Samples:
    """Sun and history; sunscreen as this course says it, else as the client's habit."""
    known, history, total = frozenset(load_table("posterior/risk")), client.history, np.zeros(draws.n)
    subtypes = {concern.subtype for concern in client.concerns}  # a concern says what the history may leave unasked
    sunscreen = {care.sunscreen or client.habits.sunscreen for care in cares}
    present = {
        f"sun.{client.habits.sun}": True,
        "sunscreen.daily": sunscreen == {"daily"},
        "sunscreen.never": "never" in sunscreen,
        "recent_tan": bool(history.recent_tan),
        "history": bool(history.pih_history) or "post-inflammatory" in subtypes,
        "melasma": bool(history.melasma) or "melasma" in subtypes,
    }
    for key, there in present.items():
        if there and f"pih.{key}" in known:
            total = total + draws[f"risk.pih.{key}"]
    return total


def lightening_risk(injuries: Sequence[Injury], draws: Draws) -> Samples:
    """Chance of permanent lightening by 24 months, (n,): of the strongest session."""
    noise = load_table("posterior/risk").number("hypopigmentation.study", "1") * draws.normal("risk.hypopigmentation.study")
    intercept, slope = draws["risk.hypopigmentation.intercept"], draws["risk.hypopigmentation.slope"]
    return _largest(
        [i.open_share**2 * _logistic(intercept + slope * (i.ablated_mm + i.coagulated_mm) + noise) for i in injuries]
    )


def scar_risk(injuries: Sequence[Injury], healing: Healing, skin: Skin, client: Any, draws: Draws) -> Samples:
    """Chance of a new visible scar at 12 months, (n,): of the strongest session."""
    table = load_table("posterior/risk")
    soft, scale = table.number("scar.threshold_width", "1"), table.number("scar.width_scale", "mm")
    person = draws["risk.scar.intercept"] + table.number("scar.study", "1") * draws.normal("risk.scar.study")
    if client.history.keloids:
        person = person + draws["risk.scar.keloids"]
    if skin.site.group in ("neck-chest", "body"):
        person = person + draws["risk.scar.off_face"]
    chances = []
    for k, injury in enumerate(injuries):
        share = injury.necrosis_depth_um / skin.thickness_um
        excess = (share - draws["risk.scar.threshold"]) / soft
        apart = np.ones(draws.n) if injury.layer else np.clip(injury.replaced_reticular, 0.0, 1.0) ** 2
        days = np.nan_to_num(healing.closure_hours[:, k]) / 24.0
        late = np.clip(days - table.number("scar.free_days", "d"), 0.0, None)
        wide = np.clip(np.nan_to_num(injury.lesion_width_mm) - draws["risk.scar.width"], 0.0, None) / scale
        logit = (
            person
            + draws["risk.scar.depth"] * apart * np.logaddexp(0.0, excess)
            + draws["risk.scar.per_day"] * late
            + np.log1p(wide**2) * _logistic(excess)
        )
        dermis = injury.ablated_mm + injury.coagulated_mm + injury.column_mm
        chances.append(_logistic(logit) * dermis / (dermis + table.number("scar.volume", "mm")))
    return _largest(chances)


def infection_risk(
    injuries: Sequence[Injury], healing: Healing, cares: Sequence[Aftercare], skin: Skin, client: Any, draws: Draws
) -> Samples:
    """Chance of an infection within 5 weeks of any session, herpes included, (n,)."""
    history = client.history
    weak = history.immunosuppressed or history.diabetes == "uncontrolled"
    factor = draws["risk.infection.weak_defence"] if weak else np.ones(draws.n)
    barrier = load_table("posterior/risk").number("infection.barrier_days", "d")
    total = np.zeros(draws.n)
    for k, (injury, care) in enumerate(zip(injuries, cares, strict=True)):
        exposed = injury.open_share * np.nan_to_num(healing.closure_hours[:, k]) / 24.0 + injury.epidermal_loss * barrier
        herpes = draws["risk.infection.herpes"] * exposed ** draws["risk.infection.herpes_power"]
        if care.antiviral:
            herpes = herpes * draws["risk.infection.antiviral"]
        if history.cold_sores:
            herpes = herpes * draws["risk.infection.cold_sores"]
        elif history.cold_sores is False:
            herpes = herpes * draws["risk.infection.no_cold_sores"]
        if skin.site.group in ("neck-chest", "body"):
            herpes = herpes * draws["risk.infection.herpes_off_face"]
        total = total + factor * (herpes + draws["risk.infection.bacterial"] * exposed)
    return -np.expm1(-total)


def _touched(injuries: Sequence[Injury]) -> np.ndarray:
    marks = [i.epidermal_loss + i.open_share + i.coagulated_mm + i.ablated_mm + i.column_mm for i in injuries]
    return _largest(marks) > 0.0


def _largest(arrays: Sequence[Samples]) -> Samples:
    return np.asarray(np.max(np.stack(list(arrays)), axis=0))


def _logistic(x: Samples) -> Samples:
    return 1 / (1 + np.exp(-x))
