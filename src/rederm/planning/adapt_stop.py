"""What stops a course until a clinician has looked: a change of pigment, a blister, late closure, an infection, long redness.

Closure is late where it was read beyond 95 % of what was predicted for that session, redness long beyond 99 %: redness has a
long tail of its own, so that only what lies far out stops. An answer lifts what was seen before it, on an earlier line where on
the same day; a sign seen later stops again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.planning.adapt_likelihood import LATE, Predicted
from rederm.planning.figures import quantity
from rederm.planning.observed import SIGNS, Answer, Observed
from rederm.sources import Sentence, load_table, sentence

FAR_OUT = 0.99  # quantile of predicted redness beyond which it stops
_ASK = {
    "pigment_change": sentence(
        "Is it darkening or loss of pigment? Treat it, keep the sun off, and wait until it has settled."
    ),
    "blister": sentence(
        "How deep was it, did it close without a mark, was it dose, overlap or cooling? A test spot comes first."
    ),
    "delayed_closure": sentence(
        "Is the skin closed now? Look for infection, allergy, picking, smoking, medicines that slow healing."
    ),
    "infection": sentence("Was it bacteria, herpes or yeast, is it healed, and what is to be taken before another session?"),
    "long_redness": sentence("Is it contact allergy, infection, or a scar in the making? Has it faded?"),
}
_UNITS = {"h": "hours", "d": "days"}


@dataclass(frozen=True)
class Stop:
    """One reason to stop. answer: the clinician's answer that lifts it, None while there is none."""

    kind: str
    day: int
    words: Sentence
    line: int
    answer: Answer | None

    @property
    def ask(self) -> Sentence:
        return _ASK[self.kind]

    def to_json(self) -> dict[str, Any]:
        answer = self.answer and {"day": self.answer.day, "who": self.answer.who}
        return {"kind": self.kind, "day": self.day, "words": self.words, "ask": self.ask, "answered": answer}


def stops(observed: Observed, predicted: Predicted) -> list[Stop]:
    """Every reason to stop, answered or not, in the order of days. predicted: before anything was observed."""
    found = [*_signs(observed), *_late(observed, predicted)]
    return sorted(found, key=lambda stop: (stop.day, stop.line))


def _signs(observed: Observed) -> Iterator[Stop]:
    for sign in observed.signs:
        if sign.there:
            words = sentence(
                "{sign} seen on day {day}, after session {session}", sign=SIGNS[sign.kind], day=sign.day, session=sign.visit
            )
            yield Stop(sign.kind, sign.day, words, sign.line, _answer(observed, sign.day, sign.line))


def _late(observed: Observed, predicted: Predicted) -> Iterator[Stop]:
    """Closure and redness that took far longer than was predicted; half a day (of closure) more than the bound is no longer."""
    for name, share, kind in (("closure_hours", LATE, "delayed_closure"), ("erythema_days", FAR_OUT, "long_redness")):
        for reading in observed.readings:
            if reading.quantity != name or reading.side == "<":
                continue
            bound = float(np.quantile(predicted.figure(reading.visit, name), share))
            if reading.value > bound + load_table("posterior/observed").number(f"{name}.least", reading.unit):
                took, by = (quantity(value, _UNITS[reading.unit]) for value in (reading.value, bound))
                words = sentence(
                    "{what} took {time}; {share} of draws had it over by {bound}",
                    what=reading.words,
                    time=sentence("over {figure}", figure=took) if reading.side else took,
                    share=f"{share:.0%}",
                    bound=by,
                )
                yield Stop(kind, reading.day, words, reading.line, _answer(observed, reading.day, reading.line))


def _answer(observed: Observed, day: int, line: int) -> Answer | None:
    return next((a for a in observed.answers if (a.day, a.line) > (day, line)), None)
