"""What is fitted of the outcome law under each structure, by short names: weights, sessions, sites, times, readings."""

from rederm.evidence.outcome_law import FAMILIES
from rederm.evidence.terms import Term, term

SCALES = ("global", "responder", "ecca", "instrument")
RATERS = ("open", "patient")
SHARED = {
    **{name: f"outcome.{name}" for name in ("con_T", "con_X", "site_lid", "site_body", "arm_sd")},
    **{name: f"healing.{name}" for name in ("tau_rise", "tau_loss")},
    "halo": "halo.length",
    **{name: f"observation.{name}" for name in ("lam", "study_sd", "reading_sd")},
    **{f"scale.{name}": f"observation.scale.{name}" for name in SCALES},
    **{f"rater.{name}": f"observation.rater.{name}" for name in RATERS},
}


def outcome_terms(structure: str) -> dict[str, Term]:
    """What is fitted under a structure, by local name."""
    if structure == "alike":
        own = {f"alike.{family}": term("observation.null.weight") for family in FAMILIES}
    else:
        weights = [f"{name}.{family}" for name in ("w_rep", "w_p", "w_r") for family in FAMILIES]
        own = {name: term(f"outcome.{structure}.{name}") for name in (*weights, "m_mech")}
    own |= {"rho": term("outcome.v.rho")} if structure == "v" else {"gamma": term("outcome.d.gamma")}
    shared = {local: term(name) for local, name in SHARED.items() if not (structure == "alike" and local == "halo")}
    return own | shared
