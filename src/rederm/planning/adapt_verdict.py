"""What to do now in the middle of a course, in one or two sentences, and the way on in words."""

from collections.abc import Sequence
from datetime import date, timedelta

from rederm.planning.adapt_belief import Belief
from rederm.planning.adapted import rest_course, resumed
from rederm.planning.figures import number
from rederm.planning.trial import Trial
from rederm.sources import Sentence, joined, sentence

_LITTLE = 0.02  # more gain in 8 of 10 draws below which going on is said to add little


def verdict_of(
    belief: Belief, chosen: Sequence[Trial], stay: Trial, tried: Sequence[Trial], barred: str, start: date
) -> Sentence:
    """What to do now, in one or two sentences. stay: no further session; barred: why nothing more may be planned."""
    if belief.open_stops:
        seen = joined("; ", [stop.words for stop in belief.open_stops])
        return sentence("Stopped: {seen}. No further session until a clinician has answered.", seen=seen)
    if stay.blocks:
        return sentence("No further session: a rule bars what was done already. {rule}", rule=stay.blocks[0].told)
    if not chosen:
        misses = joined("; ", [v.words for v in stay.missed])
        return sentence(
            "No further session meets the limits with this certainty, and what was done misses them too: {misses}.",
            misses=misses,
        )
    best = chosen[0]
    if not resumed(best).rest:
        return sentence("Stop here. {reason}", reason=_why_stop(best, tried, barred))
    more = best.value - stay.value
    told = {"way": way_words(best, start), "points": number(more, "%")}
    if more < _LITTLE:
        return sentence(
            "Go on: {way}; it adds {points} points of gain in 8 of 10 draws over stopping now; that is little, and stopping "
            "here is as good.",
            **told,
        )
    return sentence("Go on: {way}; it adds {points} points of gain in 8 of 10 draws over stopping now.", **told)


def way_words(trial: Trial, start: date) -> Sentence:
    """1 session of opus-plasma on face at 60 W on day 56 (2027-03-01), or no further session."""
    rest, days = rest_course(trial), resumed(trial).rest_days
    if rest is None:
        return sentence("no further session")
    told = {"course": rest.text, "day": days[0], "date": str(start + timedelta(days=days[0]))}
    if len(days) == 1:
        return sentence("{course}, on day {day} ({date})", **told)
    return sentence("{course}, the first on day {day} ({date})", **told)


def _why_stop(best: Trial, tried: Sequence[Trial], barred: str) -> Sentence:
    if barred:
        return sentence("No further session may be planned: {reason}.", reason=barred)
    more = [t for t in tried if resumed(t).rest]
    kept_out = [t for t in more if not t.fits and t.value > best.value]
    if kept_out:
        near = min(kept_out, key=lambda t: (t.shortfall, -t.value))
        misses = joined("; ", [*(v.words for v in near.missed), *(f.told for f in near.blocks)])
        return sentence("A further session would gain more but is kept out: {misses}.", misses=misses)
    return sentence("No further session that may be given would gain more.")
