"""What will be done: sessions, aftercare, course, its text, treatment time and price. Plain data, no physics."""

from rederm.course.model import Aftercare, Course, Session

__all__ = ["Aftercare", "Course", "Session"]
