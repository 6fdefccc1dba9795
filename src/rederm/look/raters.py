"""What a rater reads off the skin: the hazard of removal as a blinded point score, a global rating or a patient would give it.

    ln H_read = lam (ln H - ln ref) + ln ref + scale + rater          lam = 1 where blinded eyes give points, or an instrument
    score     = untreated exp(-H_read),   H = -ln(treated / untreated)

lam < 1 compresses: global, responder, open and patient ratings find much the same after any course, so that they read more than
a blinded score where little was done and less where much was. Below `least_hazard` nothing was fitted, and the reading goes to
zero in proportion, so that skin left alone is read as such. What is worse than untreated is read as it is: no study says how
raters differ there. Biases are those of a typical rater, whatever the device, and hold for every concern alike.
Rated gains of the people of one trial differ by `person_noise` whoever rates: where raters compress what truly differs between
people, the rest is noise of rating,

    noise^2 = person_noise^2 - (lam person_sd)^2          as a share of today's severity

References: fitted on the rows of `rederm validate` (`rederm sources posterior/observation`); the same faces rated twice in
Holcomb 2020.
"""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.sources import load_table

RATERS = ("blinded", "open", "patient")
PLAIN = ("points", "ecca", "instrument")
"""Readings that blinded eyes do not compress."""


def rated(log_hazard: Samples, rater: str, reading: str, draws: Draws) -> Samples:
    """ln of the hazard that a rater reads, shaped as `log_hazard`, (n,) or (n, m).

    rater: one of RATERS; reading: points, ecca, instrument, global or responder, a term `scale.*` of posterior/observation.
    """
    table = load_table("posterior/observation")
    shape = (draws.n,) + (1,) * (np.ndim(log_hazard) - 1)
    pivot = np.log(table.number("reference", "1"))
    read = compression(rater, reading, draws).reshape(shape) * (log_hazard - pivot) + pivot
    for name in (f"scale.{reading}", f"rater.{rater}"):
        if name in table:  # blinded point scores are the reference
            read = read + draws[f"observation.{name}"].reshape(shape)
    return np.asarray(read)


def compression(rater: str, reading: str, draws: Draws) -> Samples:
    """lam of this rater and reading, (n,): how much of a difference in ln H is seen."""
    plain = rater == "blinded" and reading in PLAIN
    return np.ones(draws.n) if plain else np.clip(draws["observation.lam"], 0.0, 1.0)


def rating_noise(rater: str, reading: str, draws: Draws) -> Samples:
    """sd of one rating around what the person truly gained, a share of today's severity, (n,)."""
    whole = load_table("posterior/observation").number("person_noise", "1")
    people = load_table("posterior/outcome").number("person_sd", "1") * compression(rater, reading, draws)
    return np.sqrt(np.clip(whole**2 - people**2, 0.0, None))


def rated_score(treated: Samples, untreated: Samples, rater: str, reading: str, draws: Draws) -> Samples:
    """A score (n, days) as this rater reads it, from what a blinded point score would say, treated and untreated."""
    left = np.maximum(treated / untreated, np.finfo(float).tiny)
    hazard = -np.log(np.minimum(left, 1.0))
    least = load_table("posterior/observation").number("least_hazard", "1")
    fitted = np.maximum(hazard, least)
    read = np.exp(rated(np.log(fitted), rater, reading, draws)) * hazard / fitted
    return np.where(left < 1.0, untreated * np.exp(-read), treated)
