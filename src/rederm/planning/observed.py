"""What was seen of a course so far: sessions done, readings after them, signs of trouble, and what a clinician answered.

Days count from the first session, visits from 1. A reading belongs to one visit: what it took, or how the skin looks after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rederm.course import Course
from rederm.skin.names import concern_words
from rederm.sources import Sentence, counted, listed, mark, sentence

FIGURES = {  # name in an outlook -> (unit, words)
    "closure_hours": ("h", sentence("closure")),
    "crust_days": ("d", sentence("crust")),
    "edema_days": ("d", sentence("swelling")),
    "erythema_days": ("d", sentence("redness")),
    "social_downtime_days": ("d", sentence("downtime")),
    "pain_0_10": ("1", sentence("pain")),
}
SCORES = {
    "score": ("1", sentence("score")),
    "improvement_pct": ("%", sentence("improvement")),
}  # each followed by the key of a concern
SIGNS = {
    "pigment_change": sentence("change of pigment"),
    "blister": sentence("blister"),
    "delayed_closure": sentence("delayed closure"),
    "infection": sentence("infection"),
}
RATERS = {
    mark("blinded"): "blinded",
    mark("investigator"): "open",
    mark("client"): "patient",
}  # who scores -> the rater of `look.raters`


@dataclass(frozen=True)
class Reading:
    """A number that somebody read. side: "" for the value itself, ">" for more than it (still red then), "<" for less."""

    day: int
    visit: int
    quantity: str
    value: float
    side: str = ""
    rater: str = ""
    line: int = 0

    @property
    def kind(self) -> str:
        """Its name without the concern: closure_hours, score, improvement_pct."""
        return self.quantity.partition(".")[0]

    @property
    def concern(self) -> str:
        """Key of the concern that it scores; "" for a figure of a visit."""
        return self.quantity.partition(".")[2]

    @property
    def unit(self) -> str:
        return (FIGURES | SCORES)[self.kind][0]

    @property
    def words(self) -> Sentence:
        """Redness of session 1, or score of wrinkles (blinded) on day 90."""
        if self.concern:
            return sentence(
                "{what} of {concern} ({rater}) on day {day}",
                what=SCORES[self.kind][1],
                concern=concern_words(self.concern),
                rater=self.rater,
                day=self.day,
            )
        return self.words_of([self.visit])

    def words_of(self, visits: Sequence[int]) -> Sentence:
        """Redness of sessions 1 and 2."""
        what, which = FIGURES[self.kind][1], listed(map(str, visits))
        return counted("{what} of session {which}", "{what} of sessions {which}", len(visits), what=what, which=which)


@dataclass(frozen=True)
class Sign:
    """Something that stops a course where it is there. kind: key of SIGNS."""

    day: int
    visit: int
    kind: str
    there: bool
    line: int = 0

    @property
    def words(self) -> Sentence:
        if self.there:
            return sentence("{sign} on day {day}", sign=SIGNS[self.kind], day=self.day)
        return sentence("no {sign} on day {day}", sign=SIGNS[self.kind], day=self.day)


@dataclass(frozen=True)
class Answer:
    """A clinician has looked at what stopped the course and lets it go on. who: who, and what was decided."""

    day: int
    who: str
    line: int = 0


@dataclass(frozen=True)
class Observed:
    """done: what was really done, on its real days; the rest in the order of days."""

    done: Course
    readings: tuple[Reading, ...] = ()
    signs: tuple[Sign, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def visits(self) -> tuple[int, ...]:
        """Days of the visits."""
        return visit_days(self.done)

    @property
    def day(self) -> int:
        """Last day of which anything is known."""
        known: list[Reading | Sign | Answer] = [*self.readings, *self.signs, *self.answers]
        return max([*self.visits, *(entry.day for entry in known)])

    def visit_day(self, visit: int) -> int:
        return self.visits[visit - 1]

    def of_visit(self, visit: int, quantity: str) -> Reading | None:
        """The last reading of a figure of one visit, which takes the place of earlier ones."""
        found = [r for r in self.readings if r.visit == visit and r.quantity == quantity]
        return found[-1] if found else None


def visit_days(course: Course) -> tuple[int, ...]:
    return tuple(sorted({int(session.day) for session in course.sessions}))
