"""What will be done: sessions on days, with aftercare. Plain data, no physics."""

from dataclasses import dataclass, replace

from rederm.devices import Setting


@dataclass(frozen=True)
class Aftercare:
    """What goes with a session. None: not said, so the device's or the client's usual is taken (`resolved`).

    numbing_minutes: minutes of topical cream under occlusion before treatment, 0 for none.
    """

    numbing_minutes: float | None = None
    cold_air: bool | None = None
    contact_cooling: bool | None = None
    cool_mask: bool | None = None
    moist: bool | None = None
    sunscreen: str | None = None  # daily | sometimes | never
    sun_protected: bool = False
    steroid_days: float = 0.0
    antiviral: bool = False
    hydroquinone_after: bool = False


@dataclass(frozen=True)
class Session:
    """One visit: a setting on sites, on a day counted from the first session of the course (day 0)."""

    day: float
    setting: Setting
    sites: tuple[str, ...]
    aftercare: Aftercare


@dataclass(frozen=True)
class Course:
    """Sessions in the order of their days. `text` is the canonical course text."""

    sessions: tuple[Session, ...]
    text: str

    @property
    def devices(self) -> tuple[str, ...]:
        """Device names in the order of first use."""
        return tuple(dict.fromkeys(s.setting.device.name for s in self.sessions))

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(site for s in self.sessions for site in s.sites))

    def on(self, site: str) -> tuple[Session, ...]:
        """The sessions that treat this site."""
        return tuple(s for s in self.sessions if site in s.sites)

    def at_sites(self, sites: tuple[str, ...]) -> "Course":
        """The same course with sessions that name no site given these."""
        return replace(self, sessions=tuple(s if s.sites else replace(s, sites=sites) for s in self.sessions))
