"""Healing -> what one sees: scores for every concern."""

from rederm.look.ageing import AgeCurve, age_curve, exposure
from rederm.look.gain import FAMILY, course_hazard, session_parts, union_structure
from rederm.look.instruments import elasticity, erythema_index, melanin_index
from rederm.look.pigment import FOLLOWED
from rederm.look.raters import RATERS, compression, rated, rated_score, rating_noise
from rederm.look.scales import Scale, load_scales, scales_for
from rederm.look.scores import ConcernScore, concern_score, hazard, left_alone, untreated_score
from rederm.look.spread import LEVEL, LEVELS, offset, person_spread, spread

__all__ = [
    "FAMILY",
    "FOLLOWED",
    "LEVEL",
    "LEVELS",
    "RATERS",
    "AgeCurve",
    "ConcernScore",
    "Scale",
    "age_curve",
    "compression",
    "concern_score",
    "course_hazard",
    "elasticity",
    "erythema_index",
    "exposure",
    "hazard",
    "left_alone",
    "load_scales",
    "melanin_index",
    "offset",
    "person_spread",
    "rated",
    "rated_score",
    "rating_noise",
    "scales_for",
    "session_parts",
    "spread",
    "union_structure",
    "untreated_score",
]
