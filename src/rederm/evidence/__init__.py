"""Published observations beside their predictions."""

from rederm.evidence.observations import Observation, observations
from rederm.evidence.predict import predict
from rederm.evidence.validate import Validation, validate

__all__ = ["Observation", "Validation", "observations", "predict", "validate"]
