"""A course at one site as a story: the frames of a cross-section over time, pure data.

Every number is a band over the draws; a frame is drawn from the medians and tells the bounds. Times come from the run
(moments.py), states from healing (quantities.py), the wound and what has filled it from the closure model (wounds.py), words
from all of them (sentences.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.course import Session
from rederm.healing import Healing
from rederm.injury import Injury
from rederm.look.instruments import typical_melanin_index
from rederm.look.story.moments import LATE, STRIP, Moment
from rederm.look.story.quantities import Band, quantities
from rederm.look.story.sentences import clinical, said, title
from rederm.look.story.wounds import Struck, WoundState, needed, struck, wound_states
from rederm.skin import Skin
from rederm.sources import Sentence, load_table


@dataclass(frozen=True)
class Frame:
    """One moment. treated, untreated: name -> band, as `QUANTITIES`, and what stands beyond skin left alone; beside: whether
    that is shown beside it. title, said, note: in a few words, in a client's sentence, for a clinician."""

    moment: Moment
    treated: Mapping[str, Band]
    untreated: Mapping[str, Band]
    wounds: tuple[WoundState, ...]
    beside: bool
    title: Sentence
    said: Sentence
    note: Sentence

    @property
    def day(self) -> float:
        return self.moment.day


@dataclass(frozen=True)
class Story:
    """frames: in order of days; struck: the wound of each session at first; pigment: the client's own melanin index above that
    of unpigmented skin."""

    skin: Skin
    struck: tuple[Struck, ...]
    frames: tuple[Frame, ...]
    pigment: float
    draws: int

    @property
    def strip(self) -> tuple[Frame, ...]:
        """The most telling frames, few enough for one strip."""
        kept = sorted(self.frames, key=lambda frame: frame.moment.rank)[:STRIP]
        return tuple(frame for frame in self.frames if frame in kept)


def story_days(told: Sequence[Moment], session_days: Sequence[float]) -> tuple[float, ...]:
    """Days on which healing has to be followed for these moments to be told."""
    return tuple(sorted({*(moment.day for moment in told), *needed(session_days)}))


def story(
    healing: Healing,
    injuries: Sequence[Injury],
    sessions: Sequence[Session],
    skin: Skin,
    client: Any,
    told: Sequence[Moment],
) -> Story:
    """The story of a region that was followed on the `story_days` of these moments."""
    days = np.array([moment.day for moment in told])
    wounds = [
        struck(session, injury, wound, skin.hair_per_mm2, skin.eccrine_per_mm2)
        for session, injury, wound in zip(sessions, injuries, healing.followed.wounds, strict=True)
    ]
    treated, untreated = quantities(healing, days)
    frames = [
        Frame(
            moment=moment,
            treated=with_,
            untreated=without,
            wounds=here,
            beside=moment.key in LATE,
            title=title(moment, healing.session_days),
            said=said(moment, with_, wounds, here, healing.session_days),
            note=clinical(with_, here, wounds),
        )
        for moment, with_, without, here in zip(told, treated, untreated, wound_states(healing, days), strict=True)
    ]
    pigment = typical_melanin_index(client) - load_table("tissue/instruments").number("melanin.unpigmented", "1")
    return Story(skin, tuple(wounds), tuple(frames), pigment, healing.followed.draws.n)
