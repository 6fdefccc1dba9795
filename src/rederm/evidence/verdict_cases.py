"""The clients and courses behind the verdict page, each simulated once.

The clients are invented and typical: what is asked of all of them is the same, so that only the course differs. All courses
share their draws: person, clinic and tissue are the same on both sides of a comparison.
"""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from rederm.course import Course
from rederm.draws import Samples, spread
from rederm.outlook import Outlook, simulate
from rederm.skin import Client

TYPES = (2, 4, 6)
COURSES: Mapping[str, str] = {
    "full-field CO2, once": "1 session of full-co2 on face",
    "fractional CO2, three times": "3 sessions of fractional-co2 on face, 4 weeks apart",
    "plasma, three times": "3 sessions of opus-plasma on face, 4 weeks apart",
    "light peel, six times": "6 sessions of glycolic-peel on face, 2 weeks apart",
    "microdermabrasion, six times": "6 sessions of microdermabrasion on face, 1 weeks apart",
}
"""The five that the claims compare, all at the defaults of their devices: what published use centres on."""
FULL, FRACTIONAL, PLASMA, PEEL, ABRASION = COURSES
WEEKS = (1, 2, 4, 8, 12)
SPACED: Mapping[str, str] = {"plasma": "opus-plasma", "fractional CO2": "fractional-co2"}


def spaced(device: str, weeks: int) -> str:
    return f"3 sessions of {device} on face, {weeks} weeks apart"


def client(fitzpatrick: int, kind: str = "wrinkles", site: str = "face", age: float = 52) -> Client:
    """An invented client with one concern of severity 3; nothing in the history, usual habits."""
    concern = {"kind": kind, "site": site, "severity": 3}
    entries = {"age": age, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": [concern]}
    return Client.parse(entries | {"limits": {"operator": "physician"}}, "client of the verdict")


class Cases:
    """Outlooks by client and course text, kept."""

    def __init__(self, draws: int, seed: int) -> None:
        self.draws, self.seed = draws, seed
        self._kept: dict[tuple[str, str], Outlook] = {}

    def outlook(self, text: str, who: Client) -> Outlook:
        key = (who.model_dump_json(), text)
        if key not in self._kept:
            self._kept[key] = simulate(who, Course.parse(text), draws=self.draws, seed=self.seed)
        return self._kept[key]

    def face(self, text: str, fitzpatrick: int = 2) -> Outlook:
        """A face with wrinkles."""
        return self.outlook(text, client(fitzpatrick))

    def scars(self, device: str, fitzpatrick: int = 4) -> Outlook:
        """Acne scars of a cheek, three sessions."""
        return self.outlook(f"3 sessions of {device} on cheek, 6 weeks apart", client(fitzpatrick, "acne-scars", "cheek", 30))

    @cached_property
    def table(self) -> Mapping[tuple[str, int], Outlook]:
        """The five courses in every skin type, by name and type."""
        wanted = [(name, fitzpatrick) for name in COURSES for fitzpatrick in TYPES]
        found = spread(lambda case: self.face(COURSES[case[0]], case[1]), wanted)
        return dict(zip(wanted, found, strict=True))


def gain(outlook: Outlook, day: int) -> Samples:
    """Share of today's severity removed of the one concern, this many days after the last session, swelling left out."""
    key = next(iter(outlook.late))
    late = outlook.late[key]
    place = int(np.argmin(np.abs(late.days - (outlook.sessions[-1].day + day))))
    return late.gain[:, place] - late.swelling[:, place]


def share(part: Samples, whole: Samples) -> Samples:
    """part / whole where there is a whole, else NaN."""
    return np.divide(part, whole, out=np.full(part.size, np.nan), where=np.abs(whole) > LEAST)


LEAST = 1e-3  # a gain below this is none: a share of it says nothing
