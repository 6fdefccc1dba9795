"""Session + skin -> Injury: heat, light, plasma, peel, abrasion, needle, damage clocks."""

from rederm.injury.result import Injury, Outline

__all__ = ["Injury", "Outline"]
