"""Injuries of a course at one site -> Healing, day by day, beside the same skin left alone.

Closure, epidermis, redness, swelling and the response are linear or known in closed form and are evaluated exactly; signals,
matrix, barrier and pigment are integrated (kernel.py). Sessions add: nothing is reset between them. The untreated skin runs
through the same steps with the same care and no injury, so that a session that hurts nothing leaves every state exactly
untreated.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.course import Session
from rederm.draws import Draws, Samples
from rederm.healing.ageing import Ageing, ageing_of
from rederm.healing.closure import SOURCES, Closure, closure_of
from rederm.healing.cohort import Rows, integrated
from rederm.healing.edema import Edema
from rederm.healing.epidermis import Renewal, renewal_of
from rederm.healing.equations import STATE_TYPE, collagen, cytokines, proteases
from rederm.healing.host import care_of, host_of
from rederm.healing.impulses import impulse_of
from rederm.healing.melanocytes import melanocytes, reservoir_lost
from rederm.healing.numerics_steps import NOTHING
from rederm.healing.parameters import care_table, parameters_of, session_tables, start_of
from rederm.healing.redness import Redness
from rederm.healing.remodelling import matured, readiness, response_of
from rederm.healing.result import Healing
from rederm.injury import Injury
from rederm.skin import Skin
from rederm.sources import load_table


def heal(
    injuries: Sequence[Injury], sessions: Sequence[Session], skin: Skin, client: Any, draws: Draws, days: np.ndarray
) -> Healing:
    """What this client's skin makes of these injuries.

    injuries: one a session, in the order of their days, devices may differ; sessions: with aftercare resolved; client:
    attributes as in the client file; days: ascending, from 0 (the first session of the course). A state on the day of a
    session is the one before it. With no session the skin only ages.
    """
    table = load_table("tissue/healing")
    days = np.asarray(days, float)
    at = tuple(float(session.day) for session in sessions)
    host, ageing = host_of(client, skin, draws), ageing_of(client, draws)
    cares = [care_of(session.aftercare, draws) for session in sessions]
    closures = [closure_of(injury, skin, host, care, draws) for injury, care in zip(injuries, cares, strict=True)]
    impulses = [impulse_of(injury, skin, draws) for injury in injuries]
    renewals = [renewal_of(injury, closure, skin, host, draws) for injury, closure in zip(injuries, closures, strict=True)]
    mature = matured(at, renewals, draws)
    rested = readiness(at, [impulse.presence for impulse in impulses], draws["healing.ready"])
    ready = [a * b for a, b in zip(rested, mature, strict=True)]
    open_days = [closure.days() for closure in closures]
    redness = Redness(at, injuries, [impulse.presence for impulse in impulses], open_days, host, draws)
    edema = Edema(at, injuries, open_days, draws)

    p = parameters_of(host, ageing, draws)
    start = start_of(p, ageing)
    closure, impulse = session_tables(closures, impulses, ready, mature, draws)
    care = care_table(cares, host)
    changes = [day + c.steroid_days for day, c in zip(at, cares, strict=True)]
    changes += [day + c.lasts_days for day, c in zip(at, cares, strict=True)]
    usual = np.array([host.sun * (1 - table.number(f"shade.{client.habits.sunscreen or 'sometimes'}", "1"))])
    rows = Rows(start, p, closure, impulse, np.zeros(draws.n, np.int64), care[None], usual)
    treated = integrated(rows, days, at, changes).view(STATE_TYPE)[:, :, 0]
    alone = integrated(rows.unhurt(), days, at, changes).view(STATE_TYPE)[:, :, 0]

    opened = np.ones((draws.n, days.size))
    for day, c in zip(at, closures, strict=True):
        opened *= np.where((days > day)[None, :], 1 - c.open_at(np.maximum(days - day, 0.0)), 1.0)
    visible = np.maximum(draws.of("healing.epidermis.crust_visible", table["epidermis.crust_visible"]), NOTHING)
    zero, one = np.zeros((draws.n, days.size)), np.ones((draws.n, days.size))
    outer = _outer(days, at, renewals, draws)
    own = _states(treated, p, ageing, days)
    own["melanocytes"] = melanocytes(days, at, [reservoir_lost(injury, draws) for injury in injuries], draws)
    own["melanin"] = own["melanin"] * outer[3] * own["melanocytes"]
    return Healing(
        site=skin.site.name,
        days=days,
        session_days=at,
        states=own
        | {"closed": opened, "maturity": outer[0], "debris": outer[1]}
        | {"redness": redness.state(days), "vessels": redness.vessels(days), "swelling": edema.state(days)},
        untreated=_states(alone, p, ageing, days)
        | {"melanocytes": one, "closed": one, "maturity": one, "debris": zero}
        | {"redness": zero, "vessels": zero, "swelling": zero},
        response=response_of(days, at, ready, host.synthesis, draws),
        pigment_shed=-np.expm1(-outer[2]),
        closure_hours=_stack([each * 24 for each in open_days], draws),
        crust_days=_stack([r.crust_days(visible) for r in renewals], draws),
        edema_days=edema.days(),
        erythema_days=redness.erythema_days(),
        closed_by=_sources(closures, skin, draws),
    )


def _sources(closures: Sequence[Closure], skin: Skin, draws: Draws) -> dict[str, Samples]:
    hair = skin.hair_per_mm2 / max(skin.hair_per_mm2 + skin.eccrine_per_mm2, NOTHING)
    shares = [c.closed_by(hair) for c in closures]
    return {name: _stack([share[name] for share in shares], draws) for name in SOURCES}


def _outer(days: np.ndarray, at: Sequence[float], renewals: Sequence[Renewal], draws: Draws) -> list[np.ndarray]:
    """Of all sessions, (draws, days) each: maturity, debris, melanin shed, share of the melanin that new epidermis has back."""
    maturity, coloured = np.ones((draws.n, days.size)), np.ones((draws.n, days.size))
    debris, shed = np.zeros_like(maturity), np.zeros_like(maturity)
    for day, renewal in zip(at, renewals, strict=True):
        maturity *= renewal.maturity(days - day)
        debris += renewal.debris(days - day)
        shed += renewal.shed_until(days - day)
        coloured *= renewal.coloured(days - day)
    return [maturity, debris, shed, coloured]


def _states(y: np.ndarray, p: np.ndarray, ageing: Ageing, days: np.ndarray) -> dict[str, Samples]:
    """The integrated states under their public names and scales."""
    table = load_table("tissue/healing")
    p = p[:, None]
    balance = p["made_III"] * (1 / p["k_L3"] + 1 / p["k_C3"])
    hit, unhit = collagen(y, p, "h"), collagen(y, p, "u")
    left = 1 - y["hit"]
    struck = hit / np.where(y["hit"] > 0.0, y["hit"], 1.0)
    bare = np.where(left > 0.0, unhit / np.where(left > 0.0, left, 1.0), struck)
    return {
        "barrier": y["B"],
        "inflammation": cytokines(y, p),
        "mmp": proteases(y, p),
        "fibroblasts": (y["F_u"] + y["F_h"]) / table.number("signal.peak_F", "1"),
        "synthesis": y["G_u"] + y["G_h"],
        "collagen_I": hit + unhit,
        "collagen_unhit": bare,
        "collagen_hit": np.where(y["hit"] > 0.0, struck, bare),
        "hit": y["hit"],
        "void": y["void"],
        "collagen_III": (y["L3"] + y["C3"]) / balance,
        "fragmented": y["frag"],
        "elastin": y["elastin"],
        "contraction": y["Z"],
        "melanin": y["Me"],
        "dermal_melanin": y["Md"],
        "dermis": np.exp(-ageing.dermis_rate[:, None] * days) * (hit + unhit) / y["q"],
    }


def _stack(columns: Sequence[Samples], draws: Draws) -> np.ndarray:
    return np.stack(columns, axis=1) if columns else np.zeros((draws.n, 0))
