"""Healing -> what one sees: scores for every concern."""

from rederm.look.ageing import AgeCurve, age_curve, exposure
from rederm.look.gain import FAMILY, course_hazard, session_parts, union_structure
from rederm.look.scores import ConcernScore, concern_score, hazard, left_alone, untreated_score
from rederm.look.spread import LEVEL, offset, spread

__all__ = [
    "FAMILY",
    "LEVEL",
    "AgeCurve",
    "ConcernScore",
    "age_curve",
    "concern_score",
    "course_hazard",
    "exposure",
    "hazard",
    "left_alone",
    "offset",
    "session_parts",
    "spread",
    "union_structure",
    "untreated_score",
]
