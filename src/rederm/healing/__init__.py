"""Injuries + aftercare + skin -> Healing: closure, signals, matrix, pigment, redness, barrier, ageing."""

from rederm.healing.result import STATES, Healing

__all__ = ["STATES", "Healing"]
