"""Why a course stands where it stands, in one or two sentences made from its figures."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.planning.figures import number
from rederm.planning.plan_types import Exclusion, blocking_all
from rederm.planning.trial import Case, Trial
from rederm.skin.names import concern_words
from rederm.sources import Sentence, counted, joined, sentence

_HARDLY = 0.01  # gain below which a course is said to change hardly anything
_LITTLE = 0.02  # weighted gain below which the best course is no recommendation
_ROUGH = 20  # fewer draws give rough bands
_KINDS = {
    "no-evidence": sentence("no published use here in this skin type"),
    "operator": sentence("needs another operator"),
}


def why(case: Case, trial: Trial, outlook: Any, others: Sequence[Trial]) -> Sentence:
    """What the course gains and what binds it; then what sets it apart from the next one (or, further down, the first)."""
    told = [sentence("Hardly any change is expected.")] if np.median(trial.gain) < _HARDLY else []
    told.append(
        sentence(
            "Half a year after the last session: {gains}; {binding}.",
            gains=_gains(case, outlook),
            binding=_binding(trial, outlook),
        )
    )
    if len(trial.gain) < _ROUGH:
        told.append(sentence("With {draws} draws the bands are rough.", draws=len(trial.gain)))
    rival = _rival(trial, others)
    return joined(" ", [*told, *([_against(trial, rival)] if rival else [])])


def verdict(
    client: Any, chosen: Sequence[Trial], tried: Sequence[Trial], excluded: Sequence[Exclusion], *, partial: bool = False
) -> Sentence:
    """One sentence for the whole plan. chosen: the plans, best first; tried: all courses that passed the rules; partial: the
    search was stopped before its end, so that nothing is said of what was not tried."""
    if chosen:
        best = chosen[0]
        if partial:
            return sentence("{course}: gives most of what was tried until the search was stopped.", course=_named(best))
        if np.median(best.gain) < _LITTLE:
            return _little(best, tried)
        return sentence("{course}: gives most of what meets the limits.", course=_named(best))
    if not tried:
        barred = [exclusion.reason for exclusion in blocking_all(excluded)]
        if barred:
            return sentence("No safe course, because a rule bars every device: {rules}", rules=joined(" ", barred))
        return sentence("No safe course, because no device is left: {reasons}.", reasons=_reasons(excluded))
    near = min(tried, key=lambda t: (t.shortfall, -t.value))
    told = {
        "share": number(client.limits.confidence, "%"),
        "course": _named(near),
        "misses": joined("; ", [*(v.words for v in near.missed), *(f.title for f in near.blocks)]),
    }
    if partial:
        return sentence(
            "None of the courses that were tried until the search was stopped meets the limits with this certainty ({share} % "
            "of draws). Nearest comes {course}, which misses: {misses}. What each device misses stands under it.",
            **told,
        )
    return sentence(
        "No course meets the limits with this certainty ({share} % of draws). Nearest comes {course}, which misses: {misses}. "
        "What each device misses stands under it.",
        **told,
    )


def _reasons(excluded: Sequence[Exclusion]) -> Sentence:
    """For how many devices which reason comes first, the commonest first."""
    first: dict[str, str] = {}
    for exclusion in excluded:
        first.setdefault(exclusion.device, _KINDS.get(exclusion.kind) or exclusion.brief or exclusion.reason)
    commonest = Counter(first.values()).most_common()
    return joined(
        "; ",
        [
            counted("{reason} ({count} device)", "{reason} ({count} devices)", count, reason=reason)
            for reason, count in commonest
        ],
    )


def _little(best: Trial, tried: Sequence[Trial]) -> Sentence:
    """Where even the best course hardly shows: say so, and name the course that would, with what keeps it out."""
    told = {"course": _named(best), "gain": _percent(float(np.median(best.gain)))}
    kept_out = [t for t in tried if t.missed and not t.blocks and np.median(t.gain) >= _LITTLE]
    if not kept_out:
        return sentence(
            "Nothing within the limits changes much: the best, {course}, gains {gain}; what is ruled out stands under each "
            "device, with the reason.",
            **told,
        )
    near = min(kept_out, key=lambda t: (t.shortfall, -t.value))
    return sentence(
        "Nothing within the limits changes much: the best, {course}, gains {gain}; {other}, would gain {other_gain} but is "
        "kept out by {misses}.",
        other=_named(near),
        other_gain=_percent(float(np.median(near.gain))),
        misses=joined("; ", [v.words for v in near.missed]),
        **told,
    )


def _gains(case: Case, outlook: Any) -> Sentence:
    parts = []
    for goal in case.goals:
        low, middle, high = np.quantile(goal.gain(outlook), [0.05, 0.5, 0.95])
        if {_percent(low), _percent(high)} != {"0 %"}:
            ends = {"low": _change(low, high), "high": _change(high, low)}
            parts.append(
                sentence(
                    "{concern} {change} ({low} to {high})", concern=concern_words(goal.key), change=_change(middle), **ends
                )
            )
    return joined(", ", parts) if parts else sentence("no change in any concern")


def _change(gain: float, other: float | None = None) -> str:
    """39 % less, or 3 % more where a concern gets worse; beside another end of one sign the share alone."""
    share = _percent(abs(gain)) if gain < 0 else _percent(gain)
    if other is not None and gain >= 0 and other >= 0:
        return share
    return sentence("{share} more", share=share) if gain < 0 and share != "0 %" else sentence("{share} less", share=share)


def _binding(trial: Trial, outlook: Any) -> Sentence:
    if not trial.verdicts:
        return sentence("no limit was set")
    tightest = min(trial.verdicts, key=lambda v: v.share)
    if tightest.share < 1:
        return sentence("what binds is {limit}", limit=tightest.words)
    if not any(v.limit == "budget" for v in trial.verdicts):
        return sentence("every limit holds in all draws")
    if outlook.price.source == "example":
        return sentence("every limit holds in all draws, the budget at the middle price of an example list")
    return sentence("every limit holds in all draws, the budget at the middle price")


def _rival(trial: Trial, others: Sequence[Trial]) -> Trial | None:
    """Below the first the first; for the first the best of another device, which a client would choose between."""
    if others[0] is not trial:
        return others[0]
    another = (t for t in others if t.candidate.name != trial.candidate.name)
    return next(another, next(iter(others[1:]), None))


def _against(trial: Trial, rival: Trial) -> Sentence:
    return sentence(
        "Against {course} ({sessions}): {gain}, {downtime}, {risk}.",
        course=rival.candidate.title,
        sessions=_sessions(rival),
        gain=_more_gain(100 * (trial.value - rival.value)),
        downtime=_more_downtime(trial.downtime - rival.downtime),
        risk=_more_risk(100 * (trial.pih - rival.pih)),
    )


def _more_gain(points: float) -> Sentence:
    """2 points more gain, or the same where the whole number is 0."""
    size = round(abs(points))
    if not size:
        return sentence("the same gain in 8 of 10 draws")
    if points > 0:
        return counted("{count} point more gain in 8 of 10 draws", "{count} points more gain in 8 of 10 draws", size)
    return counted("{count} point less gain in 8 of 10 draws", "{count} points less gain in 8 of 10 draws", size)


def _more_downtime(days: float) -> Sentence:
    size = round(abs(days))
    if not size:
        return sentence("the same downtime over the course")
    if days > 0:
        return counted("{count} day more downtime over the course", "{count} days more downtime over the course", size)
    return counted("{count} day less downtime over the course", "{count} days less downtime over the course", size)


def _more_risk(points: float) -> Sentence:
    size = round(abs(points))
    if not size:
        return sentence("the same risk of dark marks")
    if points > 0:
        return counted("{count} point more risk of dark marks", "{count} points more risk of dark marks", size)
    return counted("{count} point less risk of dark marks", "{count} points less risk of dark marks", size)


def _named(trial: Trial) -> Sentence:
    return sentence("{course}, {sessions}", course=trial.candidate.title, sessions=_sessions(trial))


def _sessions(trial: Trial) -> Sentence:
    return counted("{count} session", "{count} sessions", trial.candidate.visits)


def _percent(share: float) -> str:
    """A share in whole per cent; no concern loses more than all of itself."""
    return f"{round(100 * min(share, 1.0))} %"
