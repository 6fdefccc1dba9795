"""What will be done: sessions on days, with aftercare. Plain data, no physics."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rederm.devices import Setting
from rederm.skin import FACE_PARTS
from rederm.sources import InputError


@dataclass(frozen=True)
class Aftercare:
    """What goes with a session. None: not said, so the device's or the client's usual is taken (`resolve`).

    numbing_minutes: minutes of topical cream under occlusion before treatment, 0 for none.
    anaesthesia: what goes beyond cream: none, nerve block, sedation.
    """

    numbing_minutes: float | None = None
    anaesthesia: str | None = None
    cold_air: bool | None = None
    contact_cooling: bool | None = None
    cool_mask: bool | None = None
    moist: bool | None = None
    sunscreen: str | None = None  # daily | sometimes | never
    sun_protected: bool = False
    steroid_days: float = 0.0
    antiviral: bool = False
    hydroquinone_after: bool = False

    @property
    def skin_cooling(self) -> str:
        """What cools the surface while it is treated; under a window no air blows. A cool mask comes later."""
        return "contact cooling" if self.contact_cooling else "cold air" if self.cold_air else "none"


@dataclass(frozen=True)
class Session:
    """One visit: a setting on sites, on a day counted from the first session of the course (day 0)."""

    day: float
    setting: Setting
    sites: tuple[str, ...]
    aftercare: Aftercare

    def treats(self, site: str) -> bool:
        """Whether the whole of this site is treated; "face" covers its parts."""
        return site in self.sites or (site in FACE_PARTS and "face" in self.sites)


@dataclass(frozen=True)
class Course:
    """Sessions in the order of their days. `text` is the canonical course text, from which `Course.parse` makes it again."""

    sessions: tuple[Session, ...]
    text: str

    @classmethod
    def of(cls, sessions: Iterable[Session]) -> "Course":
        """The course of these sessions, with its text. Raises InputError for what no course text says.

        That is: no session, a first day other than 0, a part of a day, a site treated twice on one day.
        """
        from rederm.course.text import write_course

        ordered = tuple(sorted(sessions, key=lambda session: session.day))
        if not ordered or ordered[0].day != 0:
            raise InputError("a course starts with a session on day 0; count the days of the others from it")
        for session in ordered:
            if session.day != int(session.day):
                raise InputError(f"a session on day {session.day:g} is not on a whole day; round it to a day")
        _apart(ordered)
        return cls(ordered, write_course(ordered))

    @classmethod
    def parse(cls, text: str) -> "Course":
        """The course that a text describes, for example "3 sessions of opus-plasma on face at 60 W, 4 weeks apart"."""
        from rederm.course.parse import parse_course

        return parse_course(text)

    @property
    def devices(self) -> tuple[str, ...]:
        """Device names in the order of first use."""
        return tuple(dict.fromkeys(s.setting.device.name for s in self.sessions))

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(site for s in self.sessions for site in s.sites))

    def on(self, site: str) -> tuple[Session, ...]:
        """The sessions that treat this site."""
        return tuple(s for s in self.sessions if s.treats(site))

    def at_sites(self, sites: tuple[str, ...]) -> "Course":
        """The same course with sessions that name no site given these."""
        if all(session.sites for session in self.sessions):
            return self
        return Course.of(s if s.sites else replace(s, sites=sites) for s in self.sessions)


def _apart(sessions: tuple[Session, ...]) -> None:
    """Two treatments of one site on one day are not a course that anyone studied."""
    for place, one in enumerate(sessions):
        if len(set(one.sites)) < len(one.sites) or ("face" in one.sites and any(part in one.sites for part in FACE_PARTS)):
            raise InputError(
                f"{' and '.join(one.sites)} in one session overlap; name the face or its parts, and each site once"
            )
        for other in sessions[place + 1 :]:
            twice = [site for site in one.sites if other.treats(site)] + [site for site in other.sites if one.treats(site)]
            if other.day == one.day and (twice or not (one.sites or other.sites)):
                what = f"{twice[0]} is treated twice" if twice else "two treatments name no site"
                raise InputError(f"{what} on the same day; name another site for each, or put days between them")
