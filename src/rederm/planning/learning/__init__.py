"""What to measure: expected narrowing of bands and expected value for the choice between courses."""

from rederm.planning.learning.plan import learning_plan
from rederm.planning.learning.result import LearningPlan

__all__ = ["LearningPlan", "learning_plan"]
