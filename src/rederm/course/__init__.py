"""What will be done: sessions, aftercare, course, its text, treatment time and price. Plain data, no physics."""

from rederm.course.model import Aftercare, Course, Session
from rederm.course.parse import EXAMPLE, build_course, parse_course
from rederm.course.text import write_course

__all__ = ["EXAMPLE", "Aftercare", "Course", "Session", "build_course", "parse_course", "write_course"]
