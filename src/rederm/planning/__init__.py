"""Goals, limits, search -> Plan."""

from rederm.planning.comparison import Comparison, compare
from rederm.planning.limits import LIMITS, Verdict, judge
from rederm.planning.plan_types import STATEMENT, Exclusion, Plan, PlannedCourse
from rederm.planning.search import plan

__all__ = ["LIMITS", "STATEMENT", "Comparison", "Exclusion", "Plan", "PlannedCourse", "Verdict", "compare", "judge", "plan"]
