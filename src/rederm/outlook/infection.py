"""Infection within 5 weeks of any session, by open area and days.

    herpes   = h (x / 7 d)^q  x cold sores x antiviral x off the face        x = open area x days + graze x injured epidermis
    bacteria = m x
    p        = 1 - exp(-sum over sessions (herpes + bacteria) x weak defence)

Herpes grows less than in proportion: it is woken by any breach and fed by the large ones. h, q and the antiviral are fitted on
counts of herpes; bacteria stand on two series and weak defence on none.

References: Nanni and Alster 1998, Beeson 1998, Alster and Nanni 1999 (`rederm sources posterior/risk`).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.course import Aftercare
from rederm.draws import Draws, Samples, remembered
from rederm.healing import Healing
from rederm.injury import Injury
from rederm.outlook.chances import off_face, open_days
from rederm.skin import Skin
from rederm.sources import load_table


def infection_risk(
    injuries: Sequence[Injury], healing: Healing, cares: Sequence[Aftercare], skin: Skin, client: Any, draws: Draws
) -> Samples:
    """Chance of an infection, herpes included, (n,)."""
    herpes, bacteria = hazards(injuries, healing, cares, skin, client, draws)
    return np.asarray(-np.expm1(-(herpes + bacteria)))


def hazards(
    injuries: Sequence[Injury], healing: Healing, cares: Sequence[Aftercare], skin: Skin, client: Any, draws: Draws
) -> tuple[Samples, Samples]:
    """Hazard of herpes and of bacteria over the course, (n,) each."""
    history = client.history
    weak = history.immunosuppressed or history.diabetes == "uncontrolled"
    factor = np.maximum(draws["risk.infection.weak_defence"], 1.0) if weak else np.ones(draws.n)
    herpes, bacteria, closed = np.zeros(draws.n), np.zeros(draws.n), healing.closure_hours
    for k, (injury, care) in enumerate(zip(injuries, cares, strict=True)):
        woken, added = _session(injury, closed[:, k], care, history, draws)
        herpes, bacteria = herpes + woken, bacteria + added
    if off_face(skin):
        herpes = herpes * draws["risk.infection.herpes_off_face"]
    # clinics and the people they see differ
    clinic = np.exp(draws["risk.infection.study"] * draws.normal("risk.infection.clinic"))
    return factor * herpes * draws["risk.infection.herpes"] * clinic, factor * bacteria * clinic


@remembered
def _session(injury: Injury, closure_hours: Samples, care: Aftercare, history: Any, draws: Draws) -> tuple[Samples, Samples]:
    """What one session adds to herpes and to bacteria, (n,) each, before person, place and clinic."""
    usual, exposed = load_table("posterior/risk").number("infection.herpes_days", "d"), exposure(injury, closure_hours)
    herpes = (exposed / usual) ** draws["risk.infection.herpes_power"] * herpes_factor(care, history, draws)
    return herpes, draws["risk.infection.bacterial"] * exposed


def exposure(injury: Injury, closure_hours: Samples) -> Samples:
    """Open area x days of one session, (n,) [d]; epidermis that is injured and closed counts for a little."""
    graze = load_table("posterior/risk").number("infection.barrier_days", "d")
    return open_days(injury, closure_hours) + injury.epidermal_loss * graze


def herpes_factor(care: Aftercare, history: Any, draws: Draws) -> Samples:
    """What an antiviral and cold sores before make of the hazard of herpes, (n,); no draw turns their sense round."""
    factor = np.minimum(draws["risk.infection.antiviral"], 1.0) if care.antiviral else np.ones(draws.n)
    if history.cold_sores:
        return np.asarray(factor * np.maximum(draws["risk.infection.cold_sores"], 1.0))
    if history.cold_sores is False:
        return np.asarray(factor * np.minimum(draws["risk.infection.no_cold_sores"], 1.0))
    return factor
