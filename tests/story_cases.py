"""Stories of an invented client, each told once for all tests."""

from functools import cache

import numpy as np

from rederm.course import Course
from rederm.outlook import simulate
from rederm.output.story import Told, told
from rederm.skin import Client

COURSES = {
    "opus-plasma": "3 sessions of opus-plasma, 4 weeks apart",
    "fractional-co2": "2 sessions of fractional-co2, 4 weeks apart",
    "full-co2": "1 session of full-co2",
    "tca-peel": "1 session of tca-peel",
    "microneedling": "3 sessions of microneedling",
}
LAYERS = ("full-co2", "tca-peel")
LESIONS = ("opus-plasma", "fractional-co2", "microneedling")


@cache
def story_of(course: str, fitzpatrick: int = 3, draws: int = 24, most: int = 14) -> Told:
    concern = {"kind": "wrinkles", "site": "cheek", "severity": 3}
    client = Client.model_validate({"age": 50, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": [concern]})
    return told(simulate(client, Course.parse(COURSES.get(course, course)), draws=draws), most=most)


def median(samples: np.ndarray) -> float:
    return float(np.median(samples))
