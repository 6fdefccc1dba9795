"""adapt(client, observed): the draws of this client by what was seen, and the rest of the course planned on them.

Adaptation may only restrain. The rest keeps the device, the sites and the care of what was done; `adapt_space` holds how far
its dials may go. What was done counts towards sessions, visits, price, downtime of the course, risks and the day to be ready
by; a limit of one session binds those still to come. What `adapt_stop` finds ends it until a clinician has answered. To go no
further is always a candidate. The search is that of a plan, on the draws that are left and, to tell what was changed, on those
of any plan.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from rederm.draws import Draws
from rederm.planning.adapt_belief import Belief, believe
from rederm.planning.adapt_limits import resumed_case
from rederm.planning.adapt_resumed import Resumed
from rederm.planning.adapt_space import Rest, rest_of
from rederm.planning.adapt_verdict import verdict_of
from rederm.planning.adapt_words import words_of
from rederm.planning.adapted import Adapted, Ways, changes_of
from rederm.planning.candidates import Candidate
from rederm.planning.finalists import chosen_of, front, unique
from rederm.planning.limits import days_to_ready
from rederm.planning.lots import Lot
from rederm.planning.observed import Observed
from rederm.planning.plan_types import Plan
from rederm.planning.progress import Progress, Stopped, Watch
from rederm.planning.search import Hunt
from rederm.planning.tell import told
from rederm.planning.trade import trades
from rederm.planning.trial import Case, Trial, run


def adapt(
    client: Any,
    observed: Observed,
    *,
    draws: int = 100,
    seed: int = 0,
    start: date | None = None,
    prices: Any = None,
    progress: Callable[[Progress], bool] | None = None,
) -> Plan:
    """The rest of a course after what was observed of it, as a plan with `adapted`.

    start: day of the first session that was done (today less the days that are known). draws, seed: same seed, same plan.
    progress: called after every simulated course; where it returns False the search ends and the plan is partial.
    """
    start = start or date.fromordinal(date.today().toordinal() - observed.day)
    days_to_ready(client, start)
    case, watch = resumed_case(Case.of(client, start, prices), observed.visits[-1]), Watch(progress)
    belief = believe(client, observed, draws, seed, prices)
    stay = run(case, _stay(observed), belief.draws)
    rest, barred = rest_of(client, observed, rise=not belief.stops)
    stopped = bool(belief.open_stops or stay.blocks)
    tried, chosen, ways = [stay], list[Trial](), Ways(None, None, False)
    if not stopped:
        tried = unique([stay, *_hunted(case, rest, belief.draws, watch)])
        chosen = _chosen(tried, stay)
        ways = _ways(case, belief, rest, chosen, watch, Draws(draws, seed))
    changes = tuple(changes_of(belief, case.goals))
    words = tuple(words_of(belief, changes, ways, barred, start))
    given = told(case, chosen, tried, (), belief.draws)
    return Plan(
        client=client,
        plans=given["plans"],
        excluded=(),
        verdict=verdict_of(belief, chosen, stay, tried, barred, start),
        start=start,
        seed=seed,
        draws=draws,
        goals=case.goals,
        limits=case.limits,
        front=() if stopped else tuple(front(tried)),
        trades=() if stopped else tuple(trades(case.limits, tried)),
        partial=watch.stopped,
        simulated=watch.counts,
        adapted=Adapted(belief, start, changes, ways, words),
    )


def _ways(case: Case, belief: Belief, rest: Rest | None, chosen: Sequence[Trial], watch: Watch, plain: Draws) -> Ways:
    """The best way on beside the one that the same search finds without what was seen, where that makes a difference."""
    after = chosen[0] if chosen else None
    if belief.places is None or watch.stopped:
        return Ways(None, after, False)
    stay = run(case, _stay(belief.observed), plain)
    others = _chosen(unique([stay, *_hunted(case, rest, plain, watch)]), stay)
    return Ways(others[0] if others else None, after, not watch.stopped)


def _hunted(case: Case, rest: Rest | None, draws: Draws, watch: Watch) -> list[Trial]:
    """The search of a plan, over the rest of one course."""
    if rest is None:
        return []
    hunt = Hunt(case, [Lot(rest.device, rest, ())], draws, watch)
    try:
        hunt.first()
        hunt.explore()
        hunt.finals(())
        hunt.polish()
    except Stopped:
        pass
    by_device, _ = hunt.by_device()
    return [trial for trials in by_device for trial in trials]


def _chosen(tried: Sequence[Trial], stay: Trial) -> list[Trial]:
    """The best ways on, one that spares a visit, and to stop here; best first."""
    found = unique([*chosen_of(tried), *([stay] if stay.fits else [])])
    return sorted(found, key=lambda trial: -trial.value)


def _stay(observed: Observed) -> Candidate:
    """What was done, and no more."""
    whole = Candidate.of(observed.done)
    return Resumed(whole.devices, observed.done, whole.interval_days, (), len(observed.done.sessions))
