"""Injuries + aftercare + skin -> Healing: closure, signals, matrix, pigment, redness, barrier, ageing."""

from rederm.healing.heal import heal
from rederm.healing.result import STATES, Healing
from rederm.healing.told import Told

__all__ = ["STATES", "Healing", "Told", "heal"]
