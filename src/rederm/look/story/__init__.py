"""The story in the skin: a course as a few moments of a cross-section, each with what is seen in it, in states and in words."""

from rederm.look.story.moments import MOST, STRIP, Moment, moments
from rederm.look.story.quantities import QUANTITIES, Band
from rederm.look.story.story import Frame, Story, story, story_days
from rederm.look.story.wounds import Struck, WoundState

__all__ = [
    "MOST",
    "QUANTITIES",
    "STRIP",
    "Band",
    "Frame",
    "Moment",
    "Story",
    "Struck",
    "WoundState",
    "moments",
    "story",
    "story_days",
]
