"""An adapted plan in sentences: what was seen, what of it counts, what it changed, and what to do now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from rederm.planning.adapt_belief import Belief
from rederm.planning.adapt_stop import Stop
from rederm.planning.adapted import Change, Ways, rest_course, resumed
from rederm.planning.figures import number
from rederm.planning.observed import Reading
from rederm.planning.trial import Trial

_UNITS = {"h": "hours", "d": "days", "1": "", "%": "%"}
_RISK = {
    "pih": "risk of dark marks",
    "hypopigmentation": "risk of pale patches",
    "scar": "risk of a scar",
    "infection": "risk of infection",
}
_OVER = {"": "", ">": "over ", "<": "under "}
_LITTLE = 0.02  # more gain in 8 of 10 draws below which going on is said to add little
_NEAR = 0.5  # power of the likelihood from which many readings, not odd ones, explain that it is below 1
_MOVED = 0.03  # difference of a median gain or risk that is told
ALLOWED = (
    "Adapting keeps the device and its sites, stays within what was studied, and turns one dial up by one level and a quarter "
    "at most; another device, or more, is a question for a new plan."
)


def words_of(belief: Belief, changes: Sequence[Change], ways: Ways, barred: str, start: date) -> Iterator[str]:
    """All of it, in the order in which it is asked. barred: why nothing more may be planned."""
    observed = belief.observed
    visits = len(observed.visits)
    done = f"{visits} session{'' if visits == 1 else 's'} done, the last on day {observed.visits[-1]}"
    yield f"{done}; anything is known until day {observed.day}."
    for stop in belief.stops:
        yield _stop(stop)
    yield from _uses(belief)
    yield from _changes(changes)
    yield from _moved(changes)
    if belief.weights is not None:
        yield _weights(belief)
    if not belief.open_stops:
        if ways.compared:
            yield _ways(ways, start)
        if barred:
            yield f"Nothing more may be planned here: {barred}."
        yield ALLOWED


def verdict_of(belief: Belief, chosen: Sequence[Trial], stay: Trial, tried: Sequence[Trial], barred: str, start: date) -> str:
    """What to do now, in one or two sentences. stay: no further session; barred: why nothing more may be planned."""
    if belief.open_stops:
        seen = "; ".join(stop.words for stop in belief.open_stops)
        return f"Stopped: {seen}. No further session until a clinician has answered."
    if stay.blocks:
        block = stay.blocks[0]
        return f"No further session: a rule bars what was done already. {block.title}. {block.reason}"
    if not chosen:
        misses = "; ".join(v.words for v in stay.missed)
        return f"No further session meets the limits with this certainty, and what was done misses them too: {misses}."
    best = chosen[0]
    if not resumed(best).rest:
        return f"Stop here. {_why_stop(best, tried, barred)}"
    more = best.value - stay.value
    adds = f"it adds {number(more, '%')} points of gain in 8 of 10 draws over stopping now"
    little = "; that is little, and stopping here is as good" if more < _LITTLE else ""
    return f"Go on: {way_words(best, start)}; {adds}{little}."


def way_words(trial: Trial, start: date) -> str:
    """1 session of opus-plasma on face at 60 W on day 56 (2027-03-01), or no further session."""
    rest, days = rest_course(trial), resumed(trial).rest_days
    if rest is None:
        return "no further session"
    first = f"day {days[0]} ({start + timedelta(days=days[0])})"
    return f"{rest.text}, {'on' if len(days) == 1 else 'the first on'} {first}"


def _stop(stop: Stop) -> str:
    seen = _capital(stop.words)
    if stop.answer is None:
        return f"{seen}: this stops the course. {stop.ask}"
    return f"{seen}: this stopped the course, answered on day {stop.answer.day} ({stop.answer.who}). No dial goes up any more."


def _uses(belief: Belief) -> Iterator[str]:
    if not belief.uses:
        yield "Nothing was read, so that the rest is planned on what was predicted."
        return
    counting = sum(use.counts for use in belief.uses)
    yield f"{counting} of {len(belief.uses)} reading{'' if len(belief.uses) == 1 else 's'} count{'s' if counting == 1 else ''}."
    for use in belief.uses:
        if not use.counts:
            yield f"{_capital(use.seen.words)} is shown and does not count: {use.why}."


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    """What was read, what was predicted and what is believed now; sessions of which the same is predicted in one sentence."""
    groups: dict[tuple[object, ...], list[tuple[Change, Reading]]] = {}
    for change in changes:
        if change.read is not None:
            alike = change.quantity, change.read.rater, *change.before.values(), *change.after.values()
            groups.setdefault(alike, []).append((change, change.read))
    for group in groups.values():
        change, first = group[0]
        unit = _UNITS[change.unit]
        read = " and ".join(f"{_OVER[reading.side]}{_figure(reading.value, change)}" for _, reading in group)
        if read == "1":
            unit = unit.rstrip("s")
        what = first.words if len(group) == 1 else first.words_of([reading.visit for _, reading in group])
        told = f"{_band(change.before, change)} was predicted, {_band(change.after, change)} is believed now"
        yield f"{_capital(what)}: {read} {unit}".rstrip() + f" read; {told}."


def _moved(changes: Sequence[Change]) -> Iterator[str]:
    """Gain and risks of the course as if it ended now, where what was seen moves them."""
    for change in changes:
        before, after = change.before["median"], change.after["median"]
        if change.read is None and before is not None and after is not None and abs(after - before) >= _MOVED:
            name = _RISK.get(change.quantity) or f"gain in {change.quantity.split('.')[1].replace('-', ' ')} in half a year"
            told = f"{_band(change.before, change)} was predicted, {_band(change.after, change)} is believed now"
            yield f"If the course ended here, {name}: {told}."


def _band(told: Mapping[str, float | None], change: Change) -> str:
    """3.4 (0.7 to 63), or of a share 6 % (0.1 to 60)."""
    median, low, high = (_figure(told[end], change) for end in ("median", "low", "high"))
    return f"{median}{' %' if _shares(change) else ''} ({low} to {high})"


def _figure(value: float | None, change: Change) -> str:
    """A score to a hundredth, a share in percent, anything else by its size."""
    if change.quantity.startswith("score.") and value is not None:
        return f"{value:.2f}"
    return number(value, "%" if _shares(change) else "")


def _shares(change: Change) -> bool:
    """Whether it is a share of 1: gains and risks."""
    return change.read is None


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _weights(belief: Belief) -> str:
    weights = belief.weights
    assert weights is not None
    left = f"Of {len(weights.weights)} draws made before anything was seen, {weights.effective:.0f} are left by weight."
    if weights.power == 1:
        return left
    counted = f"{left} So that as many are left, what was seen counts for {number(weights.power, '%')} % of its weight."
    if weights.power >= _NEAR:
        return counted
    return f"{counted} It lies far from what was predicted: look whether every reading is right."


def _ways(ways: Ways, start: date) -> str:
    """The best way on without and with what was seen."""
    if not ways.before and not ways.after:
        return "Nothing meets the limits, not even to stop here, with or without what was seen."
    if ways.before and ways.after and ways.before.candidate.course.text == ways.after.candidate.course.text:
        gains = " to ".join(f"{number(t.value, '%')} %" for t in (ways.before, ways.after))
        return f"What was seen leaves the way on as it was, and takes its gain in 8 of 10 draws from {gains}."
    return f"Without what was seen {_way(ways.before, start)}; with it {_way(ways.after, start)}."


def _way(trial: Trial | None, start: date) -> str:
    if trial is None:
        return "nothing met the limits, not even to stop here"
    return f"the best way on is {way_words(trial, start)} (gain {number(trial.value, '%')} % in 8 of 10 draws)"


def _why_stop(best: Trial, tried: Sequence[Trial], barred: str) -> str:
    if barred:
        return f"No further session may be planned: {barred}."
    more = [t for t in tried if resumed(t).rest]
    kept_out = [t for t in more if not t.fits and t.value > best.value]
    if kept_out:
        near = min(kept_out, key=lambda t: (t.shortfall, -t.value))
        misses = "; ".join([*(v.words for v in near.missed), *(f"{f.title}. {f.reason}" for f in near.blocks)])
        return f"A further session would gain more but is kept out: {misses}."
    return "No further session that may be given would gain more."
