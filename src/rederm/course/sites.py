"""Sites of a course text."""

import re

from rederm.skin import FACE_PARTS
from rederm.skin.names import SITE_NAMES
from rederm.sources import InputError, nearest


def read_sites(text: str | None) -> tuple[str, ...]:
    """The sites of "forehead and cheek"; () where none is named. Raises InputError for an unknown or a doubled site."""
    sites: list[str] = []
    for given in re.split(r"\s+and\s+|\s*&\s*|\s*\+\s*", text.strip()) if text else ():
        site = re.sub(r"[\s_-]+", "-", given.strip().removeprefix("the "))
        if site not in SITE_NAMES:
            raise InputError(f"unknown site {given!r}{nearest(site, SITE_NAMES) or ';'} sites: {', '.join(SITE_NAMES)}")
        if site in sites:
            raise InputError(f"site {site} is named twice; name it once")
        sites.append(site)
    if "face" in sites:
        parts = [site for site in sites if site in FACE_PARTS]
        if parts:
            raise InputError(f"{parts[0]} is part of the face; name the face or its parts, not both")
    return tuple(sites)
