"""Which part of the skin gets which sessions, and how much of a concern's site they cover.

A region is a site named by the course. Sessions on the face also treat its named parts: where a course names both, the part
gets both, and "face" stands for the rest. A concern on a part of the face is treated where the course treats the part or the
face; a concern on the face is treated in proportion to the area of the parts that are.
"""

from collections.abc import Callable

from rederm.course import Course
from rederm.skin import FACE_PARTS


def places_on(course: Course, region: str) -> tuple[int, ...]:
    """Places in the course of the sessions that reach a region."""
    return tuple(place for place, session in enumerate(course.sessions) if session.treats(region))


def covered(course: Course, site: str, area: Callable[[str], float]) -> dict[str, float]:
    """Region -> share of the site's area that it stands for; what is missing to 1 is untreated."""
    named = course.sites
    if site != "face":
        return {
            region: 1.0 for region in ((site,) if site in named else ("face",)) if region in named and _within(site, region)
        }
    parts = [part for part in FACE_PARTS if part in named]
    whole = sum(area(part) for part in FACE_PARTS)
    shares = {part: area(part) / whole for part in parts}
    if "face" in named:
        rest = 1 - sum(shares.values())
        if rest > 0:
            shares["face"] = rest
    return shares


def _within(site: str, region: str) -> bool:
    return site == region or (region == "face" and site in FACE_PARTS)
