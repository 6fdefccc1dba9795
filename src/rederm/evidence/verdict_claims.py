"""Which function answers which claim of data/evidence/claims.toml."""

from collections.abc import Callable, Mapping

from rederm.evidence import verdict_results as results
from rederm.evidence import verdict_visits as visits
from rederm.evidence.verdict_cases import Cases
from rederm.evidence.verdict_figures import Found

CLAIMS: Mapping[int, Callable[[Cases], Found]] = {
    1: results.controlled_damage,
    2: results.full_co2_leads,
    3: results.light_is_light,
    4: results.plasma_like_co2,
    5: visits.plasma_downtime,
    6: results.plasma_risk,
    7: results.darker_skin,
    8: visits.numbing,
    9: visits.moist,
    10: visits.sun,
    11: visits.four_weeks,
    12: visits.package,
    13: visits.early_look,
    14: visits.bulk_after_third,
    15: visits.lasting,
    16: results.any_area,
    17: results.scars_and_marks,
}
