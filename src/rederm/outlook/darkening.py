"""Post-inflammatory darkening: seen at any time from the first session to 180 days after the last. A chance per draw (probit).

    e_k = b_I ln(I_k / I0) + b_a (A_k / (A_k + A0) - 1/2) - steroid - hydroquinone - shade   of session k
    eta = a + b_t (type - 3.7) + s ln sum_k exp(e_k / s) + off face + sun + history + tau z,       p = Phi(eta)
    I   = signal + source x open area x days to close

I is the inflammation of the session: the cytokine score of healing, summed over time, is a multiple of it, since the chain of
signals is linear. It counts open and dead epidermis, dead and pierced dermis, and wounds that stay open. A is the ablated
dermis: tissue that is dead and in place covers the wound, where it is gone at once the wound lies bare. Like sessions give
s ln n, so they hardly add: the person who darkens does so at the first. No session, injury or sun that comes on top lowers the
chance of what was there; all slopes are positive in every draw. Cooling acts through the injury alone. Half of the spread
lies between studies (tau). Sun and history are assumed, and so is how much worse use that nobody studied may be.

References: Cheyasak 2015 and the rows of `rederm validate` (`rederm sources posterior/risk`).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.course import Aftercare
from rederm.draws import Draws, Samples, remembered
from rederm.healing import Healing
from rederm.healing.impulses import impulse_of
from rederm.injury import Injury
from rederm.outlook.chances import off_face, open_days
from rederm.skin import Skin
from rederm.sources import load_table


def darkening_risk(
    injuries: Sequence[Injury],
    healing: Healing,
    cares: Sequence[Aftercare],
    skin: Skin,
    client: Any,
    draws: Draws,
    unseen: bool = False,
) -> Samples:
    """Chance of darkening, (n,); 0 where nothing was touched. `unseen`: no study has skin as dark as this."""
    from scipy.special import ndtr

    table, adding, closed = load_table("posterior/risk"), draws["risk.pih.sessions"], healing.closure_hours
    given = enumerate(zip(injuries, cares, strict=True))
    efforts = [_effort(injury, closed[:, k], skin, care, draws) for k, (injury, care) in given]
    eta = (
        draws["risk.pih.intercept"]
        + draws["risk.pih.type"] * (skin.fitzpatrick - table.number("pih.type_centre", "1"))
        + adding * np.logaddexp.reduce(efforts, axis=0)
        + draws["risk.pih.tau"] * draws.normal("risk.pih.study")
        + _person_effect(client, cares, draws)
    )
    if off_face(skin):
        eta = eta + draws["risk.pih.body"]
    if unseen:  # what nobody has studied may be worse; it is never taken to be better
        eta = eta + table.number("pih.outside", "1") * np.maximum(draws.normal("risk.pih.outside"), 0.0)
    return np.asarray(ndtr(eta))


@remembered
def _effort(injury: Injury, closure_hours: Samples, skin: Skin, care: Aftercare, draws: Draws) -> Samples:
    """e / s of one session, (n,)."""
    inflamed, bare = strength(injury, closure_hours, skin, draws)
    effort = draws["risk.pih.inflammation"] * inflamed + draws["risk.pih.bare"] * bare
    return np.asarray((effort - _care_effect(care, draws)) / draws["risk.pih.sessions"])


def strength(injury: Injury, closure_hours: Samples, skin: Skin, draws: Draws) -> tuple[Samples, Samples]:
    """What darkens in an injury that closes in these hours, (n,) each: ln(I / I0), -inf where nothing is touched, and how far
    the wound lies bare, A / (A + A0) - 1/2."""
    table, source = load_table("posterior/risk"), load_table("tissue/healing").number("signal.open", "1/d")
    inflamed = impulse_of(injury, skin, draws).signal + source * open_days(injury, closure_hours)
    with np.errstate(divide="ignore"):
        log = np.log(inflamed / table.number("pih.inflammation_centre", "1"))
    bare = injury.ablated_mm / (injury.ablated_mm + table.number("pih.ablated_half", "mm"))
    return np.asarray(log), np.asarray(bare - 1 / 2)


def _care_effect(care: Aftercare, draws: Draws) -> Samples:
    """What the care of one session takes off eta."""
    full = load_table("posterior/risk").number("pih.steroid_days", "d")
    taken = draws["risk.pih.steroid"] * min(care.steroid_days / full, 1.0)
    for name, there in {"hydroquinone": care.hydroquinone_after, "sun_protected": care.sun_protected}.items():
        taken = taken + draws[f"risk.pih.{name}"] if there else taken
    return taken


def _person_effect(client: Any, cares: Sequence[Aftercare], draws: Draws) -> Samples:
    """Sun and history; sunscreen as this course says it, else as the client's habit."""
    history, subtypes = client.history, {concern.subtype for concern in client.concerns}
    sunscreen = {care.sunscreen or client.habits.sunscreen for care in cares}
    raises = {
        "sun_high": client.habits.sun == "high",
        "sunscreen_never": "never" in sunscreen,
        "recent_tan": bool(history.recent_tan),
        "history": bool(history.pih_history) or "post-inflammatory" in subtypes,  # a concern says what was not asked
        "melasma": bool(history.melasma) or "melasma" in subtypes,
    }
    lowers = {
        "sun_low": client.habits.sun == "low",
        "sunscreen_daily": sunscreen == {"daily"},
    }
    signed = [(name, 1) for name, there in raises.items() if there] + [(name, -1) for name, there in lowers.items() if there]
    return sum((sign * draws[f"risk.pih.{name}"] for name, sign in signed), np.zeros(draws.n))
