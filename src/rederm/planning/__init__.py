"""Goals, limits, search -> Plan."""

from rederm.planning.adapt import adapt
from rederm.planning.adapted import Adapted
from rederm.planning.comparison import Comparison, compare
from rederm.planning.goal import Goal, goals_of
from rederm.planning.limits import LIMITS, Limit, Verdict, judge, limits_of
from rederm.planning.observed import Observed
from rederm.planning.observed_file import read_observed
from rederm.planning.plan_types import STATEMENT, Exclusion, Plan
from rederm.planning.planned import PlannedCourse
from rederm.planning.progress import Progress
from rederm.planning.search import plan

__all__ = [
    "LIMITS",
    "STATEMENT",
    "Adapted",
    "Comparison",
    "Exclusion",
    "Goal",
    "Limit",
    "Observed",
    "Plan",
    "PlannedCourse",
    "Progress",
    "Verdict",
    "adapt",
    "compare",
    "goals_of",
    "judge",
    "limits_of",
    "plan",
    "read_observed",
]
