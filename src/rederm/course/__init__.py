"""What will be done: sessions, aftercare, course, its text, treatment time and price. Plain data, no physics."""

from rederm.course.aftercare import resolve, usual_numbing_minutes
from rederm.course.cost import Price, course_price
from rederm.course.course_json import course_json, read_course
from rederm.course.model import Aftercare, Course, Session
from rederm.course.parse import EXAMPLE, build_course, parse_course
from rederm.course.price import load_prices
from rederm.course.price_list import PriceList
from rederm.course.text import write_course
from rederm.course.time import chair_minutes, site_area_cm2, treatment_minutes

__all__ = [
    "EXAMPLE",
    "Aftercare",
    "Course",
    "Price",
    "PriceList",
    "Session",
    "build_course",
    "chair_minutes",
    "course_json",
    "course_price",
    "load_prices",
    "parse_course",
    "read_course",
    "resolve",
    "site_area_cm2",
    "treatment_minutes",
    "usual_numbing_minutes",
    "write_course",
]
