"""An adapted plan in sentences: what was seen, what of it counts, and what it changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rederm.planning.adapt_belief import Belief
from rederm.planning.adapt_stop import Stop
from rederm.planning.adapt_verdict import way_words
from rederm.planning.adapted import Change, Ways
from rederm.planning.figures import number
from rederm.planning.observed import Reading
from rederm.planning.trial import Trial
from rederm.skin.names import concern_words
from rederm.sources import Sentence, counted, joined, listed, sentence

_RISK = {
    "pih": sentence("risk of dark marks"),
    "hypopigmentation": sentence("risk of pale patches"),
    "scar": sentence("risk of a scar"),
    "infection": sentence("risk of infection"),
}
_NEAR = 0.5  # power of the likelihood from which many readings, not odd ones, explain that it is below 1
_MOVED = 0.03  # difference of a median gain or risk that is told
ALLOWED = sentence(
    "Adapting keeps the device and its sites, stays within what was studied, and turns one dial up by one level and a quarter "
    "at most; another device, or more, is a question for a new plan."
)


def words_of(belief: Belief, changes: Sequence[Change], ways: Ways, barred: str, start: date) -> Iterator[Sentence]:
    """All of it, in the order in which it is asked. barred: why nothing more may be planned."""
    observed = belief.observed
    yield counted(
        "{count} session done, the last on day {last}; anything is known until day {known}.",
        "{count} sessions done, the last on day {last}; anything is known until day {known}.",
        len(observed.visits),
        last=observed.visits[-1],
        known=observed.day,
    )
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
            yield sentence("Nothing more may be planned here: {reason}.", reason=barred)
        yield ALLOWED


def _stop(stop: Stop) -> Sentence:
    if stop.answer is None:
        return sentence("{seen!c}: this stops the course. {ask}", seen=stop.words, ask=stop.ask)
    return sentence(
        "{seen!c}: this stopped the course, answered on day {day} ({who}). No dial goes up any more.",
        seen=stop.words,
        day=stop.answer.day,
        who=stop.answer.who,
    )


def _uses(belief: Belief) -> Iterator[Sentence]:
    if not belief.uses:
        yield sentence("Nothing was read, so that the rest is planned on what was predicted.")
        return
    counting, read = sum(use.counts for use in belief.uses), len(belief.uses)
    if read == 1:
        yield counted("{count} of 1 reading counts.", "{count} of 1 reading count.", counting)
    else:
        yield counted("{count} of {read} readings counts.", "{count} of {read} readings count.", counting, read=read)
    for use in belief.uses:
        if not use.counts:
            yield sentence("{seen!c} is shown and does not count: {why}.", seen=use.seen.words, why=use.why)


def _changes(changes: Sequence[Change]) -> Iterator[Sentence]:
    """What was read, what was predicted and what is believed now; sessions of which the same is predicted in one sentence."""
    groups: dict[tuple[object, ...], list[tuple[Change, Reading]]] = {}
    for change in changes:
        if change.read is not None:
            alike = change.quantity, change.read.rater, *change.before.values(), *change.after.values()
            groups.setdefault(alike, []).append((change, change.read))
    for group in groups.values():
        change, first = group[0]
        yield sentence(
            "{what!c}: {read} read; {before} was predicted, {after} is believed now.",
            what=first.words if len(group) == 1 else first.words_of([reading.visit for _, reading in group]),
            read=_read(listed(_written(reading, change) for _, reading in group), change.unit),
            before=_band(change.before, change),
            after=_band(change.after, change),
        )


def _moved(changes: Sequence[Change]) -> Iterator[Sentence]:
    """Gain and risks of the course as if it ended now, where what was seen moves them."""
    for change in changes:
        before, after = change.before["median"], change.after["median"]
        if change.read is None and before is not None and after is not None and abs(after - before) >= _MOVED:
            yield sentence(
                "If the course ended here, {what}: {before} was predicted, {after} is believed now.",
                what=_RISK.get(change.quantity) or _gain(change.quantity),
                before=_band(change.before, change),
                after=_band(change.after, change),
            )


def _gain(quantity: str) -> Sentence:
    return sentence("gain in {concern} in half a year", concern=concern_words(quantity.split(".")[1]))


def _written(reading: Reading, change: Change) -> str:
    """The figure as it was read: 5, or over 5."""
    figure = _figure(reading.value, change)
    if not reading.side:
        return figure
    return sentence("over {figure}", figure=figure) if reading.side == ">" else sentence("under {figure}", figure=figure)


def _read(figures: Sentence, unit: str) -> Sentence:
    """Figures with the unit in which they were read."""
    many = 1 if figures == "1" else 2
    if unit == "h":
        return counted("{figures} hour", "{figures} hours", many, figures=figures)
    if unit == "d":
        return counted("{figures} day", "{figures} days", many, figures=figures)
    return joined(" ", [figures, "%"]) if unit == "%" else figures


def _band(told: Mapping[str, float | None], change: Change) -> Sentence:
    """3.4 (0.7 to 63), or of a share 6 % (0.1 to 60)."""
    ends = {end: _figure(told[end], change) for end in ("median", "low", "high")}
    return (
        sentence("{median} % ({low} to {high})", **ends) if _shares(change) else sentence("{median} ({low} to {high})", **ends)
    )


def _figure(value: float | None, change: Change) -> str:
    """A score to a hundredth, a share in percent, anything else by its size."""
    if change.quantity.startswith("score.") and value is not None:
        return f"{value:.2f}"
    return number(value, "%" if _shares(change) else "")


def _shares(change: Change) -> bool:
    """Whether it is a share of 1: gains and risks."""
    return change.read is None


def _weights(belief: Belief) -> Sentence:
    weights = belief.weights
    assert weights is not None
    told = [
        sentence(
            "Of {draws} draws made before anything was seen, {left} are left by weight.",
            draws=len(weights.weights),
            left=f"{weights.effective:.0f}",
        )
    ]
    if weights.power != 1:
        told.append(
            sentence(
                "So that as many are left, what was seen counts for {share} % of its weight.", share=number(weights.power, "%")
            )
        )
        if weights.power < _NEAR:
            told.append(sentence("It lies far from what was predicted: look whether every reading is right."))
    return joined(" ", told)


def _ways(ways: Ways, start: date) -> Sentence:
    """The best way on without and with what was seen."""
    if not ways.before and not ways.after:
        return sentence("Nothing meets the limits, not even to stop here, with or without what was seen.")
    if ways.before and ways.after and ways.before.candidate.course.text == ways.after.candidate.course.text:
        return sentence(
            "What was seen leaves the way on as it was, and takes its gain in 8 of 10 draws from {before} % to {after} %.",
            before=number(ways.before.value, "%"),
            after=number(ways.after.value, "%"),
        )
    return sentence(
        "Without what was seen {before}; with it {after}.", before=_way(ways.before, start), after=_way(ways.after, start)
    )


def _way(trial: Trial | None, start: date) -> Sentence:
    if trial is None:
        return sentence("nothing met the limits, not even to stop here")
    return sentence(
        "the best way on is {way} (gain {gain} % in 8 of 10 draws)",
        way=way_words(trial, start),
        gain=number(trial.value, "%"),
    )
