"""The equations of healing per unit area, as they are read; kernel.py holds the same, compiled.

Signals (gamma chain; ^ = divided by the peak after a unit impulse of S; f marks the branch that leads to fibroblasts)
    S' = -S/tS + so (1-E)      N' = S - N/tN      R' = (S-R)/tR      M1' = R - (leave + turn) M1
    M2' = turn M1f - out M2    T' = (M2-T)/tT     A' = (T-A)/tT      F' = A - F/tT
    P = (N^ + w M1^)/peak      X' = ((x1 M1^ + x2 F^) - X)/tX        G' = F^/(14 peak) - G/tG
Matrix (1 = own young skin; q: own collagen at this age, q' = -r q)
    fold = 1 + a (f F^ + (1-f) G)/1.09 cap host,   cap = max(0, 1 - ((L1+C1)/q - 1)/0.35)
    L1' = fsr (q fold - L1/lam)      C1' = kx L1 - (ks + r) C1 + q fill - kl (C1 - (1-lam) q)       kx = ks (1-lam)/lam
    L3' = share fsr q fold3 - L3/20  C3' = L3/20 - C3/60                      dep' = -fill = -(0.035 F^ + 0.03 G) dep
    frag' = uv - 0.004 X frag        elastin' = -re E + k (e^(-re t) - E) + 2e-4 G - 0.002 X E
Fluid W' = g P - W/1.2     contraction Z' = -Z/60 + 0.2 F^ dep     barrier B' = (E - B)/tB
Pigment  drive' = g_type P steroid - drive exp(-c U)/21
         Me' = ((1-hq)(1 + kappa drive) - Me)/turnover     Md' = 0.004 P (1-E) Me - Md/180

E(t) is the closed share, which is given (closure.py); kl lets a gain return to the own level of collagen as fast as the outcome
kernel loses it (1/loss = kl + ks). Me is the melanin of mature epidermis (epidermis.py takes out what is shed). Chain
timing is from punch and rodent wounds, so sub-millimetre lesions may run earlier; elastin, contraction, cap and readiness
are assumptions.

References: Babraj 2005, Xu 2011, Orringer 2004, Ortiz 2010, Cheyasak 2015 (`rederm sources tissue/healing`).
"""

from dataclasses import dataclass

import numpy as np

STATE = (
    *("S", "N", "R", "M1", "Sf", "Rf", "M1f", "M2", "T", "A", "F", "X", "G"),
    *("L1", "C1", "L3", "C3", "frag", "dep", "elastin", "W", "Z", "drive", "Me", "Md", "B", "q"),
)
PARAMETER = (  # rates k_ are 1/d, per_ divides by a peak
    *("k_S", "source", "k_N", "k_R", "out_M1", "turn", "out_M2", "k_T", "per_N", "per_M1", "per_F", "share_M1", "per_P"),
    *("mmp_M1", "mmp_F", "k_X", "prime", "k_G", "fsr", "k_L1", "to_stable", "k_stable", "k_loss", "stable"),
    *("a_I", "f_I", "a_III", "f_III", "per_room", "share_III", "k_L3", "k_C3", "clear", "uv", "fill_F", "fill_G"),
    *("k_elastin", "made", "cut", "age_elastin", "gain_W", "k_W", "k_Z", "pull"),
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
    n_hat, m_hat, f_hat = y["N"] * p["per_N"], y["M1"] * p["per_M1"], y["F"] * p["per_F"]
    score = (n_hat + p["share_M1"] * m_hat) * p["per_P"]
    d["S"] = -y["S"] * p["k_S"] + p["source"] * now.open
    d["N"] = y["S"] - y["N"] * p["k_N"]
    d["R"] = (y["S"] - y["R"]) * p["k_R"]
    d["M1"] = y["R"] - (p["out_M1"] + p["turn"]) * y["M1"]
    d["Sf"] = -y["Sf"] * p["k_S"] + p["source"] * now.open
    d["Rf"] = (y["Sf"] - y["Rf"]) * p["k_R"]
    d["M1f"] = y["Rf"] - (p["out_M1"] + p["turn"]) * y["M1f"]
    d["M2"] = p["turn"] * y["M1f"] - p["out_M2"] * y["M2"]
    d["T"] = (y["M2"] - y["T"]) * p["k_T"]
    d["A"] = (y["T"] - y["A"]) * p["k_T"]
    d["F"] = y["A"] - y["F"] * p["k_T"]
    d["X"] = (p["mmp_M1"] * m_hat + p["mmp_F"] * f_hat - y["X"]) * p["k_X"]
    d["G"] = p["prime"] * f_hat - y["G"] * p["k_G"]

    ageing = np.where(now.day < p["age_switch"], p["age"], p["age_later"])
    cap = np.maximum(1 - ((y["L1"] + y["C1"]) / y["q"] - 1) * p["per_room"], 0.0)
    fold = 1 + p["a_I"] * (p["f_I"] * f_hat + (1 - p["f_I"]) * y["G"]) * cap
    fold_iii = 1 + p["a_III"] * (p["f_III"] * f_hat + (1 - p["f_III"]) * y["G"]) * cap
    fill = (p["fill_F"] * f_hat + p["fill_G"] * y["G"]) * y["dep"]
    excess = y["C1"] - p["stable"] * y["q"]
    d["q"] = -ageing * y["q"]
    d["L1"] = p["fsr"] * y["q"] * fold - p["k_L1"] * y["L1"]
    d["C1"] = p["to_stable"] * y["L1"] - (p["k_stable"] + ageing) * y["C1"] + y["q"] * fill - p["k_loss"] * excess
    d["L3"] = p["share_III"] * p["fsr"] * y["q"] * fold_iii - y["L3"] * p["k_L3"]
    d["C3"] = y["L3"] * p["k_L3"] - y["C3"] * p["k_C3"]
    d["frag"] = p["uv"] - p["clear"] * y["X"] * y["frag"]
    d["dep"] = -fill
    own = np.exp(-p["age_elastin"] * now.day)
    d["elastin"] = (
        -p["age_elastin"] * y["elastin"]
        + p["k_elastin"] * (own - y["elastin"])
        + p["made"] * y["G"]
        - p["cut"] * y["X"] * y["elastin"]
    )

    d["W"] = p["gain_W"] * score - y["W"] * p["k_W"]
    d["Z"] = -y["Z"] * p["k_Z"] + p["pull"] * f_hat * y["dep"]
    d["drive"] = p["g"] * score * now.steroid - y["drive"] * np.exp(-p["memory"] * now.sun) * p["k_drive"]
    d["Me"] = ((1 - now.hydroquinone) * (1 + p["kappa"] * y["drive"]) - y["Me"]) * p["k_turnover"]
    d["Md"] = p["leak"] * score * now.open * y["Me"] - y["Md"] * p["k_Md"]
    d["B"] = (1 - now.open - y["B"]) * p["k_B"]
    return d


def cytokines(y: np.ndarray, p: np.ndarray) -> np.ndarray:
    """The score P, 1 = peak after a unit impulse; `y` (draws, days), `p` (draws, 1)."""
    return np.asarray((y["N"] * p["per_N"] + p["share_M1"] * y["M1"] * p["per_M1"]) * p["per_P"])
