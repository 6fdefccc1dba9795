"""A chunk of a trial: some of its persons through the courses of their arms, and what is observed of them.

    gain, score   what the trial's rater reads (look/raters.py), with the noise of one rating, which every visit draws anew:
                  score = as read + noise z,    gain = untreated - score          shares of the score of day 0
    event         happens where a person's uniform number lies below their risk; those of two sides of a face are alike in part
    downtime_days, pain   of the worst session, as `Outlook.samples` tells them

Redness that lasts uses the number that also draws the person's days of redness, so that the two agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rederm.course import Course
from rederm.draws import Draws, Persons, Samples, person_normal
from rederm.look import rated_score, rating_noise
from rederm.outlook.outlook import RISKS, Outlook
from rederm.outlook.simulate import simulate
from rederm.outlook.trial.enrolled import Enrolled
from rederm.outlook.trial.spec import TrialSpec
from rederm.skin import Client
from rederm.skin.clients import Stratum

Columns = dict[str, np.ndarray]
READS = "points"  # a point score is what scores and gains are told on
_REDNESS = "healing.redness.person"


@dataclass(frozen=True)
class Group:
    """Alike clients, by one who stands for them, and their numbers (k,)."""

    client: Client
    numbers: np.ndarray


@dataclass(frozen=True)
class Chunk:
    """Groups of one trial that are worked on together."""

    spec: TrialSpec
    groups: tuple[Group, ...]


def observed(chunk: Chunk) -> Columns:
    """The rows of a chunk: "row", the place of each in the trial, and the columns of `names_of`."""
    parts = [part for group in chunk.groups for part in _group(chunk.spec, group)]
    return {name: np.concatenate([part[name] for part in parts]) for name in ("row", *names_of(chunk.spec))}


def names_of(spec: TrialSpec) -> tuple[str, ...]:
    """The columns that are observed, in their order."""
    by_day = [f"{kind}.{key}.{day}" for kind in ("gain", "score") for key in concerns_of(spec) for day in spec.visits]
    return (*by_day, *(f"event.{risk}" for risk in RISKS), "downtime_days", "pain")


def concerns_of(spec: TrialSpec) -> tuple[str, ...]:
    """Keys of the concerns that an endpoint asks for, each once."""
    return tuple(dict.fromkeys(endpoint.concern for endpoint in spec.endpoints if endpoint.concern))


def _group(spec: TrialSpec, group: Group) -> Iterator[Columns]:
    enrolled = Enrolled.of(spec)
    for place, arm in enumerate(spec.arms):
        numbers = enrolled.of_arm(group.numbers, place)
        if numbers.size:
            side = place if spec.split_face else None
            draws = Persons(_law(spec.replicates, spec.seed), enrolled.replicate(numbers), numbers, side)
            yield _told(spec, group.client, arm.course, draws, enrolled.row(numbers, place))


@lru_cache(maxsize=1)
def _law(replicates: int, seed: int) -> Draws:
    """What the chunks of a process share, with the lesions and injuries that were made of it."""
    return Draws(replicates, seed)


def _told(spec: TrialSpec, client: Client, course: Course, draws: Persons, rows: np.ndarray) -> Columns:
    """The columns of one arm of a group."""
    days = max(session.day for session in course.sessions) + np.array(spec.visits, float)
    outlook = simulate(client, course, days=1, draws=draws, also=tuple(days.tolist()))
    columns: Columns = {"row": rows}
    for key in concerns_of(spec):
        columns |= _rated(spec, key, outlook, days, draws, rows)
    events = {f"event.{risk}": _happens(risk, outlook.samples(risk), draws) for risk in RISKS}
    return columns | events | {name: outlook.samples(name) for name in ("downtime_days", "pain")}


def _rated(spec: TrialSpec, key: str, outlook: Outlook, days: np.ndarray, draws: Draws, rows: np.ndarray) -> Columns:
    score = outlook.score_on(key, days)
    noise = rating_noise(spec.rater, READS, draws)
    read = rated_score(score.treated, score.untreated, spec.rater, READS, draws)
    columns: Columns = {}
    for at, day in enumerate(spec.visits):
        written = read[:, at] + noise * person_normal(draws.seed, f"trial.rating.{key}.{day}", rows)
        columns |= {f"score.{key}.{day}": written, f"gain.{key}.{day}": score.untreated[:, at] - written}
    return columns


def _happens(risk: str, chance: Samples, draws: Persons) -> np.ndarray:
    """Whether a person has the event."""
    if risk == "prolonged_redness":
        from scipy.special import ndtr

        luck: Samples = ndtr(-draws.normal(_REDNESS))
    else:
        luck = draws.luck(f"trial.event.{risk}")
    return np.asarray(luck < chance)


def chunks_of(spec: TrialSpec, strata: Sequence[Stratum], most: int, stratum: int) -> list[Chunk]:
    """The strata in chunks of at most `most` rows, where a stratum itself counts as `stratum` rows more; what does not fit of
    one goes to the next chunk."""
    sides = Enrolled.of(spec).sides
    found: list[list[Group]] = [[]]
    room = most
    for alike in strata:
        left = np.asarray(alike.rows)
        while left.size:
            if found[-1] and room < stratum + sides:
                found.append([])
                room = most
            fits = max((room - stratum) // sides, 1)
            found[-1].append(Group(alike.client, left[:fits]))
            room -= stratum + left[:fits].size * sides
            left = left[fits:]
    return [Chunk(spec, tuple(groups)) for groups in found if groups]
