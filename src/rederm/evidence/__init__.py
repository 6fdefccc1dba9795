"""Published observations beside their predictions, and the calibration of the laws on them."""

from rederm.evidence.calibrate import Calibration, calibrate
from rederm.evidence.observations import Observation, Pair, observations, pairs
from rederm.evidence.predict import predict
from rederm.evidence.validate import Validation, validate

__all__ = ["Calibration", "Observation", "Pair", "Validation", "calibrate", "observations", "pairs", "predict", "validate"]
