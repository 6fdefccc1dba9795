"""Published observations beside their predictions, and the calibration of the laws on them."""

from rederm.evidence.calibrate import Calibration, calibrate
from rederm.evidence.fit_lesion import LesionCalibration, fit_lesions
from rederm.evidence.lesions import Lesion, lesions
from rederm.evidence.observations import Observation, Pair, observations, pairs
from rederm.evidence.predict import predict
from rederm.evidence.remake import Remade, remake
from rederm.evidence.validate import Validation, validate
from rederm.evidence.verdict import VerdictPage, verdict

__all__ = [
    "Calibration",
    "Lesion",
    "LesionCalibration",
    "Observation",
    "Pair",
    "Remade",
    "Validation",
    "VerdictPage",
    "calibrate",
    "fit_lesions",
    "lesions",
    "observations",
    "pairs",
    "predict",
    "remake",
    "validate",
    "verdict",
]
