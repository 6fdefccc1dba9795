"""The equations of healing per unit area, as they are read; numerics_cascade.py steps through the same, compiled.

Tissue is two classes: hit (what of the dermis was ablated or coagulated, share H) and unhit, stimulated through the halo.
Amounts are per unit area of both, so that they add; u and h are the classes, ^ divides by the peak after a unit impulse of S.
Signals (gamma chains; f marks the branch that leads to fibroblasts, one chain a class)
    S' = -S/tS + so (1-E)      N' = S - N/tN      R' = (S-R)/tR      M1' = R - (leave + turn) M1
    M2' = turn M1f - out M2    T' = (M2-T)/tT     A' = (T-A)/tT      F' = A - F/tT         G' = F^/(prime peak) - G/tG
    P = (N^ + w M1^)/peak      X = x1 XM^ + x2 XF^,  XM' = (M1 - XM)/tX,  XF' = (F - XF)/tX       tG longer in hit tissue
Collagen I of each class (1 = own young skin; q: own collagen at this age, q' = -r q)
    made = share + a D cap,  D = f F^ + (1-f) G,    cap = max(0, 1 - ((Y + C)/q - bound)/room)
    labile  L  = lam q made                                  procollagen and what is not yet bound: hours, in balance
    young   Y' = d q made - Y/tY - r Y                       fibrils of the first months
    old     C' = kept Y/tY - (ks + r) C + Cq fill - kl (C - C0 q (share - V)),     fill = (f1 F^ + f2 G) / H V = -V'
    d so that skin left alone is in balance: kept d = ks C0,  lam + d tY + C0 = 1
    III: L3' = share fsr q (1 + a3 D3 cap) - L3/20,  C3' = L3/20 - C3/60
    frag' = uv - clear X frag         elastin' = -re E + k (e^(-re t) - E) + made G - cut X E
Contraction Z' = -Z/60 + pull F^ V/H          barrier B' = (E - B)/tB
Pigment  drive' = g_type P steroid - drive exp(-c U)/tau
         Me' = ((1-hq)(1 + kappa drive) - Me)/turnover     Md' = leak P (1-E) Me - Md/tau

E(t) is the closed share, which is given (closure.py); kl lets a gain return to the own level of collagen as fast as the
outcome kernel loses it (1/loss = kl + ks). After an impulse the bound collagen is D, smoothed by
(kept + (1 - kept) e^(-x/tY)) e^(-x/loss): part of what is laid down is remodelled away within months, the rest stays for
years. Me is the melanin of mature epidermis with all its melanocytes (epidermis.py and melanocytes.py take out what is shed
and lost). Chain timing is from punch and rodent wounds, so sub-millimetre lesions may run earlier; elastin, contraction, cap,
the young pool and readiness are assumptions. III, fragments and elastin are means over both classes.

References: Babraj 2005, Xu 2011, Orringer 2004, Ortiz 2010, Cheyasak 2015 (`rederm sources tissue/healing`).
"""

from dataclasses import dataclass

import numpy as np

INFLAMMATION = ("S", "N", "R", "M1", "XM")
FIBROSIS = ("Sf", "Rf", "M1f", "M2", "T", "A", "F", "XF")
CLASSES = ("u", "h")
STATE = (
    *INFLAMMATION,
    *(f"{name}_{c}" for c in CLASSES for name in FIBROSIS),
    *("G_u", "G_h", "young_u", "old_u", "young_h", "old_h", "hit", "void"),
    *("L3", "C3", "frag", "elastin", "Z", "drive", "Me", "Md", "B", "q"),
)
PARAMETER = (  # rates k_ are 1/d, per_ divides by a peak
    *("k_S", "source", "k_N", "k_R", "out_M1", "turn", "out_M2", "k_T", "per_N", "per_M1", "per_F", "share_M1", "per_P"),
    *("mmp_M1", "mmp_F", "k_X", "prime", "k_G", "k_G_hit", "labile", "laid", "k_young", "kept", "stable", "k_stable", "k_loss"),
    *("a_I", "f_I", "a_III", "f_III", "per_room", "made_III", "k_L3", "k_C3", "clear", "uv", "fill_F", "fill_G"),
    *("k_elastin", "made", "cut", "age_elastin", "k_Z", "pull"),
    *("g", "k_drive", "memory", "kappa", "k_turnover", "leak", "k_Md", "k_B", "age", "age_later", "age_switch"),
)
STATE_TYPE = np.dtype([(name, np.float64) for name in STATE])
PARAMETER_TYPE = np.dtype([(name, np.float64) for name in PARAMETER])


@dataclass(frozen=True)
class Moment:
    """What comes from outside at one time: days, open share (draws,), and the care that holds."""

    day: float
    open: np.ndarray
    steroid: float = 1.0
    hydroquinone: float = 0.0
    sun: float = 0.0


def rates(y: np.ndarray, p: np.ndarray, now: Moment) -> np.ndarray:
    """Time derivative of the states; `y` and the result (draws,) of STATE_TYPE, `p` (draws,) of PARAMETER_TYPE."""
    d = np.zeros_like(y)
    score = cytokines(y, p)
    f_hat, mmp = {c: y[f"F_{c}"] * p["per_F"] for c in CLASSES}, proteases(y, p)
    d["S"] = -y["S"] * p["k_S"] + p["source"] * now.open
    d["N"] = y["S"] - y["N"] * p["k_N"]
    d["R"] = (y["S"] - y["R"]) * p["k_R"]
    d["M1"] = y["R"] - (p["out_M1"] + p["turn"]) * y["M1"]
    d["XM"] = (y["M1"] - y["XM"]) * p["k_X"]
    bare = {"h": np.minimum(now.open, y["hit"]), "u": np.maximum(now.open - y["hit"], 0.0)}
    for c, memory in zip(CLASSES, ("k_G", "k_G_hit"), strict=True):
        s, r, m1, m2, t, a, f, x = (y[f"{name}_{c}"] for name in FIBROSIS)
        d[f"Sf_{c}"] = -s * p["k_S"] + p["source"] * bare[c]
        d[f"Rf_{c}"] = (s - r) * p["k_R"]
        d[f"M1f_{c}"] = r - (p["out_M1"] + p["turn"]) * m1
        d[f"M2_{c}"] = p["turn"] * m1 - p["out_M2"] * m2
        d[f"T_{c}"] = (m2 - t) * p["k_T"]
        d[f"A_{c}"] = (t - a) * p["k_T"]
        d[f"F_{c}"] = a - f * p["k_T"]
        d[f"XF_{c}"] = (f - x) * p["k_X"]
        d[f"G_{c}"] = p["prime"] * f_hat[c] - y[f"G_{c}"] * p[memory]
    fibroblasts, primed = f_hat["u"] + f_hat["h"], y["G_u"] + y["G_h"]

    ageing = np.where(now.day < p["age_switch"], p["age"], p["age_later"])
    room = cap(y, p)
    d["q"] = -ageing * y["q"]
    near = np.divide(f_hat["h"], y["hit"], out=np.zeros_like(y["hit"]), where=y["hit"] > 0.0)  # as dense as hit tissue has it
    primed_near = np.divide(y["G_h"], y["hit"], out=np.zeros_like(y["hit"]), where=y["hit"] > 0.0)
    fill = (p["fill_F"] * near + p["fill_G"] * primed_near) * y["void"]
    d["void"] = -fill
    for c, share, void, filled in (("u", 1 - y["hit"], 0.0, 0.0), ("h", y["hit"], y["void"], fill)):
        drive = p["f_I"] * f_hat[c] + (1 - p["f_I"]) * y[f"G_{c}"]
        young, old = y[f"young_{c}"], y[f"old_{c}"]
        d[f"young_{c}"] = p["laid"] * y["q"] * (share + p["a_I"] * drive * room) - (p["k_young"] + ageing) * young
        d[f"old_{c}"] = p["kept"] * p["k_young"] * young - (p["k_stable"] + ageing) * old
        d[f"old_{c}"] += p["stable"] * y["q"] * filled - p["k_loss"] * (old - p["stable"] * y["q"] * (share - void))
    fold_iii = 1 + p["a_III"] * (p["f_III"] * fibroblasts + (1 - p["f_III"]) * primed) * room
    d["L3"] = p["made_III"] * y["q"] * fold_iii - y["L3"] * p["k_L3"]
    d["C3"] = y["L3"] * p["k_L3"] - y["C3"] * p["k_C3"]
    d["frag"] = p["uv"] - p["clear"] * mmp * y["frag"]
    own = np.exp(-p["age_elastin"] * now.day)
    kept = (p["age_elastin"] + p["cut"] * mmp) * y["elastin"]
    d["elastin"] = p["k_elastin"] * (own - y["elastin"]) + p["made"] * primed - kept

    d["Z"] = -y["Z"] * p["k_Z"] + p["pull"] * near * y["void"]
    d["drive"] = p["g"] * score * now.steroid - y["drive"] * np.exp(-p["memory"] * now.sun) * p["k_drive"]
    d["Me"] = ((1 - now.hydroquinone) * (1 + p["kappa"] * y["drive"]) - y["Me"]) * p["k_turnover"]
    d["Md"] = p["leak"] * score * now.open * y["Me"] - y["Md"] * p["k_Md"]
    d["B"] = (1 - now.open - y["B"]) * p["k_B"]
    return d


def cap(y: np.ndarray, p: np.ndarray) -> np.ndarray:
    """Room left for more collagen: 1 at the own level, 0 where it is exhausted."""
    bound = y["young_u"] + y["old_u"] + y["young_h"] + y["old_h"]
    return np.maximum(1 - (bound / y["q"] - (1 - p["labile"])) * p["per_room"], 0.0)


def collagen(y: np.ndarray, p: np.ndarray, c: str) -> np.ndarray:
    """Collagen I of a class, labile, young and old, per unit area of both; `y` (draws, days), `p` (draws, 1)."""
    share = y["hit"] if c == "h" else 1 - y["hit"]
    drive = p["f_I"] * y[f"F_{c}"] * p["per_F"] + (1 - p["f_I"]) * y[f"G_{c}"]
    labile = p["labile"] * y["q"] * (share + p["a_I"] * drive * cap(y, p))
    return np.asarray(labile + y[f"young_{c}"] + y[f"old_{c}"])


def cytokines(y: np.ndarray, p: np.ndarray) -> np.ndarray:
    """The score P, 1 = peak after a unit impulse; `y` (draws, days), `p` (draws, 1)."""
    return np.asarray((y["N"] * p["per_N"] + p["share_M1"] * y["M1"] * p["per_M1"]) * p["per_P"])


def proteases(y: np.ndarray, p: np.ndarray) -> np.ndarray:
    """MMP activity X; shapes as `cytokines`."""
    fibroblasts = (y["XF_u"] + y["XF_h"]) * p["per_F"]
    return np.asarray(p["mmp_M1"] * y["XM"] * p["per_M1"] + p["mmp_F"] * fibroblasts)
