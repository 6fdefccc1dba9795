"""Injuries + aftercare + skin -> Healing: closure, signals, matrix, pigment, redness, barrier, ageing."""

from rederm.healing.heal import heal
from rederm.healing.result import STATES, Healing

__all__ = ["STATES", "Healing", "heal"]
