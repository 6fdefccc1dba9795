"""The numbers of one client's healing, laid out for the integrator: parameters, starting states, tables of sessions."""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing.ageing import Ageing
from rederm.healing.closure import Closure
from rederm.healing.equations import PARAMETER_TYPE, STATE_TYPE
from rederm.healing.host import Care, Host
from rederm.healing.impulses import Impulse
from rederm.sources import load_table

CHAIN = ("k_S", "source", "k_N", "k_R", "out_M1", "turn", "out_M2", "k_T", "k_X")
"""Rates of the signal chains, which are one for all rows of a run."""


def parameters_of(host: Host, ageing: Ageing, draws: Draws) -> np.ndarray:
    """(draws,) of PARAMETER_TYPE."""
    table = load_table("tissue/healing")
    p = np.zeros(draws.n, PARAMETER_TYPE)

    def take(unit: str, **names: str) -> None:
        for field, key in names.items():
            p[field] = table.number(key, unit)

    def inverse(unit: str, **names: str) -> None:
        for field, key in names.items():
            p[field] = 1 / table.number(key, unit)

    inverse("d", k_S="signal.tau_S", k_N="signal.tau_N", k_R="signal.tau_R", k_T="signal.tau_T", k_X="signal.tau_X")
    inverse("d", k_L3="matrix.tau_L3", k_C3="matrix.tau_C3", k_Z="contraction.tau")
    inverse("d", k_young="matrix.tau_young", k_drive="pigment.tau_drive", k_Md="pigment.tau_dermal")
    inverse("1", per_N="signal.peak_N", per_M1="signal.peak_M1", per_F="signal.peak_F", per_P="signal.peak_P")
    take("1/d", source="signal.open", turn="signal.M1_turn", out_M2="signal.M2_leave")
    take("1", share_M1="signal.M1_share", f_I="matrix.F_I", f_III="matrix.F_III")
    inverse("1", per_room="matrix.room")
    take("1/d", clear="matrix.clear_fragments", fill_F="matrix.fill_F", fill_G="matrix.fill_G")
    take("1/d", k_elastin="elastin.turnover", made="elastin.made", cut="elastin.cut", pull="contraction.pull")
    take("1", kappa="pigment.kappa", kept="matrix.kept")
    take("1/d", leak="pigment.incontinence")
    p["out_M1"] = table.number("signal.M1_leave", "1/d") / host.linger
    p["mmp_M1"] = table.number("signal.mmp_M1", "1") * host.mmp
    p["mmp_F"] = table.number("signal.mmp_F", "1") * host.mmp
    p["prime"] = 1 / (table.number("signal.tau_prime", "d") * table.number("signal.peak_G", "1"))
    p["k_G"] = 1 / draws["healing.tau_G"]
    p["k_G_hit"] = p["k_G"] / (1 + table.number("signal.layer_memory", "1"))
    p["labile"] = draws["healing.labile"]
    p["k_stable"] = np.log(2.0) / table.number("matrix.stable_half_life", "d")
    p["laid"] = p["k_stable"] * (1 - p["labile"]) / (p["kept"] + p["k_stable"] / p["k_young"])
    p["stable"] = 1 - p["labile"] - p["laid"] / p["k_young"]
    p["k_loss"] = np.maximum(1 / draws["healing.tau_loss"] - p["k_stable"], 0.0)
    drive = table.number("matrix.drive", "1")
    p["a_I"] = table.number("matrix.a_I", "1") / drive * host.synthesis * host.person
    p["a_III"] = table.number("matrix.a_III", "1") / drive * host.synthesis_III * host.person
    p["made_III"] = table.number("matrix.share_III", "1") * table.number("matrix.synthesis", "1/d")
    p["uv"] = ageing.fragments_rate
    p["age_elastin"] = ageing.elastin_rate
    p["g"] = host.pigment
    p["memory"] = draws["healing.uv_memory"]
    p["k_turnover"] = 1 / host.turnover_days
    p["k_B"] = host.barrier / draws["healing.barrier_tau"]
    p["age"], p["age_later"], p["age_switch"] = ageing.rate, ageing.rate_later, ageing.switch_day
    return p


def start_of(p: np.ndarray, ageing: Ageing) -> np.ndarray:
    """(draws,) of STATE_TYPE: untreated skin on day 0, every pool of collagen at its balance."""
    y = np.zeros(p.size, STATE_TYPE)
    y["q"] = ageing.level
    y["young_u"], y["old_u"] = p["laid"] / p["k_young"] * ageing.level, p["stable"] * ageing.level
    y["L3"] = p["made_III"] / p["k_L3"] * ageing.level
    y["C3"] = y["L3"] * p["k_L3"] / p["k_C3"]
    y["frag"] = ageing.fragments
    y["elastin"] = y["Me"] = y["B"] = 1.0
    return y


def session_tables(
    closures: Sequence[Closure], impulses: Sequence[Impulse], ready: Sequence[Samples], mature: Sequence[Samples], draws: Draws
) -> tuple[np.ndarray, np.ndarray]:
    """The closure and impulse tables of the integrator, (draws, sessions, columns); ready, mature: remodelling.py."""
    from rederm.healing import closure_kernel as at
    from rederm.healing import kernel as k

    more = load_table("tissue/healing").number("dose.unready", "1")
    closure = np.zeros((draws.n, len(closures), at.COLUMNS))
    impulse = np.zeros((draws.n, len(closures), k.BARRIER + 1))
    for j, (c, f) in enumerate(zip(closures, impulses, strict=True)):
        for column, values in (
            (at.SHARE, c.share),
            (at.DELAY, c.delay),
            (at.SPEED, c.speed),
            (at.EDGE, c.edge),
            (at.PATCHES, c.patches),
            (at.PATCH, c.patch),
            (at.ADNEXA, c.adnexa),
            (at.DEPTH, c.depth),
            (at.BUDGET, c.budget),
            (at.PACE, c.pace),
        ):
            closure[:, j, column] = values
        for column, values in (
            (k.SIGNAL, f.signal * (1 + more * (1 - mature[j]))),
            (k.STRUCK, f.struck * ready[j]),
            (k.REST, f.rest * ready[j]),
            (k.HIT, f.hit),
            (k.EMPTIED, f.emptied),
            (k.ELASTIN, f.elastin),
            (k.SHRINKAGE, f.shrinkage),
            (k.BARRIER, f.barrier),
        ):
            impulse[:, j, column] = values
    return closure, impulse


def care_table(cares: Sequence[Care], host: Host) -> np.ndarray:
    """The care table of the integrator, (sessions, columns)."""
    from rederm.healing import kernel as k

    table = np.zeros((len(cares), k.SUN_AFTER + 1))
    for j, care in enumerate(cares):
        for column, value in (
            (k.STEROID_DAYS, care.steroid_days),
            (k.STEROID, care.steroid),
            (k.STEROID_AFTER, care.steroid_after),
            (k.HYDROQUINONE, care.hydroquinone),
            (k.LASTS, care.lasts_days),
            (k.SUN, host.sun * (1 - care.shade)),
            (k.SUN_AFTER, host.sun * (1 - care.shade_after)),
        ):
            table[j, column] = value
    return table
