"""Marks of treatment: the lesions of each session where the device puts them, and what they show while they heal.

marks = treatment_marks(patch, scene)
maps = marks.over(maps, appearance)
"""

from rederm.look.marks.over import Marks, treatment_marks

__all__ = ["Marks", "treatment_marks"]
