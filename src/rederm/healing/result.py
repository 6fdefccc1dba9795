"""What the body makes of a course of injuries at one site, day by day, beside the same skin left alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from rederm.draws import Samples
from rederm.healing.followed import Followed
from rederm.healing.remodelling import response_of
from rederm.healing.states import States

STATES = (
    "closed",  # share of the area with a continuous basal layer, 0..1
    "maturity",  # of the new epidermis, 0..1
    "barrier",  # 0 open .. 1 normal
    "debris",  # crust and necrotic plugs in place, mm
    "swelling",  # oedema, 0..1 (visible above the threshold of look)
    "inflammation",  # cytokine score P, 1 = peak of a punch wound
    "redness",  # acute + vascular, in units of the visible threshold
    "vessels",  # persistent papillary vascular redness, in units of the visible threshold
    "mmp",
    "fibroblasts",  # activated fibroblasts, 1 = peak of a punch wound
    "synthesis",  # HSP47-primed collagen synthesis, 1 = its peak
    "collagen_I",  # labile, young and old pools, 1 = own young baseline
    "collagen_hit",  # the same within tissue that a session ablated or coagulated (as unhit where none was)
    "collagen_unhit",  # and in the tissue between
    "hit",  # share of the tissue that a session ablated or coagulated, 0..1
    "void",  # share of the dermis that is still to be filled
    "collagen_III",
    "fragmented",  # old, fragmented collagen
    "elastin",
    "contraction",  # heat shrinkage and wound contraction, strain
    "melanin",  # epidermal melanin relative to baseline, 1 = baseline
    "dermal_melanin",
    "melanocytes",  # of the epidermis, 1 = baseline: falls over months where the reservoir in the follicles is dead
    "dermis",  # dermal thickness relative to day 0
)


@dataclass(frozen=True, eq=False)
class Healing:
    """Healing at one site. `days` has shape (days,); every state array (draws, days); per-session arrays (draws, sessions).

    A state on the day of a session is the one before it. `untreated`: the same skin, habits and care with no injury.
    closure_hours: per session, as the command line defines it (half of the lesions, or 95 % of the area of a layer).
    closed_by: per session, share of the new epidermis that came from the epidermis beside it, from follicles, from sweat ducts.
    crust_days, edema_days, erythema_days: per session, days after that session.
    States, closed_by, response and pigment_shed are worked out when they are first asked for, from what was `followed`.
    """

    site: str
    days: np.ndarray
    session_days: tuple[float, ...]
    states: Mapping[str, Samples]
    untreated: Mapping[str, Samples]
    closure_hours: Samples
    crust_days: Samples
    edema_days: Samples
    erythema_days: Samples
    closed_by: Mapping[str, Samples]
    followed: Followed = field(repr=False)

    @cached_property
    def response(self) -> np.ndarray:
        """(draws, sessions, days), what share of its 6-month remodelling each session has reached: readiness x kernel, host and
        care factors included; look multiplies it by what the session's injury stimulates and replaces."""
        course = self.followed
        return response_of(self.days, course.at, course.ready, course.host.synthesis, course.draws)

    @cached_property
    def pigment_shed(self) -> Samples:
        """(draws, days), cumulated share of epidermal melanin carried out with dead epidermis."""
        return self.followed.shed(self.days)

    def on(self, days: np.ndarray) -> "Healing":
        """The same healing told on some of its days."""
        return replace(
            self,
            days=days,
            states=States(self.followed, days, treated=True),
            untreated=States(self.followed, days, treated=False),
        )
