"""Published figures on clinical scales and instruments.

    scale       points gained  = |b| x0 (1 - exp(-H_read))        x0: severity by the published baseline, else of typical trials
    responders  mean over people of the chance of a grade, ln H and severity spread between them
    reading     an instrument after over before

The figure is that of the study's clinic, whose effect is drawn; people differ around it, and their mean or share is told.
`figure_of_read` takes the hazard as read from wherever it comes, so that laws which have not seen the study can be asked too.
"""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.predict_gain import read_hazard
from rederm.evidence.treated import Treated
from rederm.healing.tewl import tewl
from rederm.look import Scale, compression, course_hazard, elasticity, load_scales, person_spread, rating_noise
from rederm.look.numerics_people import normal_nodes
from rederm.sources import load_table


def scale(observation: Observation, draws: Draws) -> Samples:
    """Points gained, or the mean grade of an improvement scale, (n,)."""
    on = load_scales()[observation.detail["on"]]
    raters = draws["observation.reading_sd"] * draws.normal("observation.reading")
    return figure_of_read(observation, read_hazard(observation, on.reads, draws) + raters, draws)


def figure_of_read(observation: Observation, read: Samples, draws: Draws) -> Samples:
    """The figure of kind scale or responders (n,) where ln of the hazard as read in the typical person is `read` (n,)."""
    detail = observation.detail
    on, table = load_scales()[detail["on"]], load_table("posterior/scales")
    severity = draws["scales.trial.severity"]
    if "baseline" in detail:
        severity = np.full(draws.n, on.severity_of(detail["baseline"]))
    spread = person_spread() * compression(detail["rater"], on.reads, draws)
    own = table.number("trial.person", "1")
    noise = rating_noise(detail["rater"], on.reads, draws)
    mean, square = np.zeros(draws.n), np.zeros(draws.n)
    for z, weight in normal_nodes():
        score = np.exp(-np.exp(read + spread * z))[:, None]
        for x, share in normal_nodes():
            told = _of_person(observation.kind, on, np.clip(severity + own * x, 0.0, None)[:, None], score, noise, draws)
            mean, square = mean + weight * share * told, square + weight * share * told**2
    # a chance of a grade is told as yes or no by each person
    variance = mean * (1 - mean) if observation.kind == "responders" else square - mean**2
    sampled = mean + np.sqrt(np.clip(variance, 0.0, None) / detail["n"]) * draws.normal("observation.sample")
    return np.asarray(np.clip(sampled, 0.0, 1.0) if observation.kind == "responders" else sampled)


def _of_person(kind: str, on: Scale, severity: Samples, score: Samples, noise: Samples, draws: Draws) -> Samples:
    """Points gained, or the chance of a grade, of one person, (n,); severity and score (n, 1), the latter as read."""
    if kind == "responders":
        return on.one_grade(severity, score, noise, draws)[:, 0]
    before, after = (on.at(severity, s, draws) for s in (np.ones_like(score), score))
    return np.asarray(np.abs(after - before)[:, 0])


def reading(observation: Observation, draws: Draws) -> Samples:
    """An instrument after treatment over before, (n,)."""
    course, detail = Treated(observation, draws), observation.detail
    healing = course.healed(detail["day"])
    if detail["of"] == "tewl_g_m2_h":
        values = tewl(healing.states["barrier"], course.skin.site, draws)
    else:
        study = load_table("posterior/outcome").number("study_sd", "1") * draws.normal("outcome.study.laxity")
        firmer = course_hazard("laxity", course.injuries, healing.response, draws) * np.exp(study)[:, None]
        values = elasticity(healing.states, healing.untreated, firmer, course.client.age, healing.days, draws)
    noise = load_table("posterior/scales").number(f"reading.{detail['of']}", "1") / np.sqrt(detail["n"])
    return np.asarray(values[:, -1] / values[:, 0] * np.exp(noise * draws.normal("observation.sample")))
