"""simulate(client, course) -> Outlook: injure, heal, look, and what it costs in downtime, pain, risk and money."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from rederm.course import Course, PriceList, chair_minutes, course_price, treatment_minutes
from rederm.draws import Draws, Samples
from rederm.look import LEVELS, ConcernScore, age_curve, concern_score, left_alone
from rederm.outlook.apparent_age import AGELESS, BEYOND, told_ages
from rederm.outlook.comfort import comfort
from rederm.outlook.days import HORIZONS, course_days, day_grid, horizon_days
from rederm.outlook.downtime import social_downtime_days
from rederm.outlook.outlook import LEVEL_HORIZON, Outlook, SessionOutlook
from rederm.outlook.readings import readings, skin_readings
from rederm.outlook.region import Region, mixed, treat
from rederm.outlook.regions import covered
from rederm.outlook.risks import Risks
from rederm.outlook.source_ids import source_ids
from rederm.outlook.unknown import unknowns
from rederm.outlook.warned import warnings_of
from rederm.skin import load_site
from rederm.sources import InputError

_YEAR = 365.25
_AGE_HORIZON = 180


def simulate(
    client: Any, course: Course, *, days: int = 365, draws: int = 100, seed: int = 0, prices: PriceList | None = None
) -> Outlook:
    """Simulate a course on a client.

    days: last day told, from the first session. draws, seed: same seed, same bytes. prices: a clinic's list, else examples.
    """
    if draws < 1:
        raise InputError(f"draws = {draws} is below 1; give the number of samples behind each band, for example 100")
    course = course.at_sites((client.concerns[0].site,))
    session_days = tuple(s.day for s in course.sessions)
    drawn = Draws(draws, seed)
    grid, late = day_grid(session_days, days), horizon_days(session_days)
    every = np.union1d(np.union1d(grid, late), course_days(session_days))
    regions = {site: treat(client, course, site, drawn, every) for site in course.sites}
    scores = {
        key: _score(concern, client, course, regions, drawn, every)
        for key, concern in zip(client.keys(), client.concerns, strict=True)
    }
    treated = [k for k, c in zip(client.keys(), client.concerns, strict=True) if _covered(course, c.site)]
    late_scores = {key: _on(score, late) for key, score in scores.items()}
    named = zip(client.keys(), client.concerns, strict=True)
    levels = _levels(client, course, regions, drawn, every, float(late[HORIZONS.index(LEVEL_HORIZON)]))
    on_age_day = late[HORIZONS.index(_AGE_HORIZON)]
    age, no_age = _apparent(client, scores, float(on_age_day), drawn)
    return Outlook(
        course=course,
        draws=draws,
        seed=seed,
        days=grid,
        scores={key: _on(score, grid) for key, score in scores.items()},
        late=late_scores,
        gain_levels=levels,
        scales={key: readings(concern, late_scores[key], drawn) for key, concern in named},
        skin=skin_readings(next(iter(regions.values())), client, grid, drawn),
        apparent_age=age,
        age_day=float(on_age_day),
        sessions=tuple(_session(i, course, regions, client.history, drawn) for i in range(len(course.sessions))),
        risks=Risks.worst([region.risks for region in regions.values()]),
        price=course_price(course, prices),
        no_data=(*unknowns(client, list(regions.values()), treated), *no_age),
        warnings=warnings_of(client, regions, treated),
        sources=source_ids(course, regions.values()),
        regions=regions,
    )


def _covered(course: Course, site: str) -> dict[str, float]:
    return covered(course, site, lambda name: load_site(name).number("area", "cm^2"))


def _score(
    concern: Any,
    client: Any,
    course: Course,
    regions: Mapping[str, Region],
    draws: Draws,
    days: np.ndarray,
    level: str = "any_clinic",
) -> ConcernScore:
    """Score of a concern over every treated part of its site, and the rest left alone."""
    shares = _covered(course, concern.site)
    if not shares:
        return left_alone(concern, client, days, draws)
    site, found = load_site(concern.site), {}
    for name in shares:
        region = regions[name]
        found[name] = concern_score(
            concern, region.injuries, region.healing, site, client, draws, region.risks.scar, bool(region.outside), level
        )
    if list(shares.values()) == [1.0]:
        return next(iter(found.values()))
    alone = left_alone(concern, client, days, draws)
    return ConcernScore(
        days,
        alone.untreated,
        mixed(shares, {name: score.treated for name, score in found.items()}, alone.untreated),
        mixed(shares, {name: score.swelling for name, score in found.items()}, alone.swelling),
    )


def _levels(
    client: Any, course: Course, regions: Mapping[str, Region], draws: Draws, days: np.ndarray, day: float
) -> dict[str, dict[str, Samples]]:
    """Gain of each concern on one day (n,) by `LEVELS`: whose gain it is."""
    at = int(np.searchsorted(days, day))
    return {
        key: {level: _score(concern, client, course, regions, draws, days, level).gain[:, at] for level in LEVELS}
        for key, concern in zip(client.keys(), client.concerns, strict=True)
    }


def _on(score: ConcernScore, days: np.ndarray) -> ConcernScore:
    at = np.searchsorted(score.days, days)
    return ConcernScore(days, score.untreated[:, at], score.treated[:, at], score.swelling[:, at])


def _apparent(
    client: Any, scores: Mapping[str, ConcernScore], day: float, draws: Draws
) -> tuple[dict[str, Samples] | None, list[dict[str, str]]]:
    """Apparent age with and without the course, None where no concern follows age; what it lacks as an entry of `no_data`."""
    curves = {
        key: (concern.weight, age_curve(concern, client, draws))
        for key, concern in zip(client.keys(), client.concerns, strict=True)
    }
    ageing = {key: (weight, curve) for key, (weight, curve) in curves.items() if curve is not None and weight > 0}
    if not ageing:
        return None, [{"quantity": "apparent_age_years", "reason": AGELESS}]
    then = client.age + day / _YEAR
    at = [int(np.searchsorted(scores[key].days, day)) for key in ageing]
    told, beyond = told_ages(
        [curve for _, curve in ageing.values()],
        [weight for weight, _ in ageing.values()],
        [scores[key].treated[:, i] for key, i in zip(ageing, at, strict=True)],
        [scores[key].untreated[:, i] for key, i in zip(ageing, at, strict=True)],
        client.age,
        then,
        draws,
    )
    return told, ([{"quantity": "apparent_age_years", "reason": BEYOND}] if beyond else [])


def _session(index: int, course: Course, regions: Mapping[str, Region], history: Any, draws: Draws) -> SessionOutlook:
    """Figures of one visit: the worst of its regions."""
    session = course.sessions[index]
    found: dict[str, list[Samples]] = {}
    feel: list[tuple[float, str]] = []
    resolved = session
    for region in regions.values():
        for k, own in enumerate(region.sessions):
            if (own.day, own.sites, own.setting.key()) != (session.day, session.sites, session.setting.key()):
                continue
            resolved, healing = own, region.healing
            comforts = comfort(region.injuries[k], own.setting.device, own.aftercare, region.skin, draws, history)
            feel.append((float(np.median(comforts.pain)), comforts.feel))
            here = {
                "closure_hours": healing.closure_hours[:, k],
                "crust_days": healing.crust_days[:, k],
                "edema_days": healing.edema_days[:, k],
                "erythema_days": healing.erythema_days[:, k] * draws["healing.redness.person"],
                "social_downtime_days": social_downtime_days(healing)[:, k],
                "pain_0_10": comforts.pain,
                "heat_hours": comforts.heat_hours,
            }
            for name, samples in here.items():
                found.setdefault(name, []).append(samples)
    figures = {name: np.asarray(np.fmax.reduce(samples)) for name, samples in found.items()}
    figures["treatment_minutes"] = treatment_minutes(resolved, draws)
    figures["chair_minutes"] = chair_minutes(resolved, draws)
    setting = {name: value for name, value in session.setting.values.items() if value is not None}
    return SessionOutlook(session.day, session.setting.device.name, session.sites, setting, figures, max(feel)[1])
