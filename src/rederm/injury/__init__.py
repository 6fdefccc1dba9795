"""Session + skin -> Injury: heat, light, plasma, peel, abrasion, needle, damage clocks."""

from rederm.injury.dispatch import injure
from rederm.injury.report import LesionReport, lesion_report
from rederm.injury.result import Injury, Outline

__all__ = ["Injury", "LesionReport", "Outline", "injure", "lesion_report"]
