"""Adapting on the real simulation of a device without heat: what is believed covers made-up clients; the example is read."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from rederm.course import Course
from rederm.draws import Draws
from rederm.look import rating_noise
from rederm.outlook import simulate
from rederm.planning import Observed, adapt, read_observed
from rederm.planning.adapt_likelihood import Predicted, log_likelihood
from rederm.planning.adapt_weights import resampled, weighed
from rederm.planning.observed import Reading
from rederm.skin import Client
from rederm.sources import load_table

EXAMPLES = Path(__file__).parents[3] / "examples"
COURSE = "2 sessions of microneedling on cheek, 6 weeks apart"
PRIOR, CLIENTS = 2000, 100
DAYS = ("crust_days", "edema_days", "erythema_days")


@cache
def predicted(seed: int) -> Predicted:
    client = Client.load(EXAMPLES / "maria.toml")
    draws = Draws(PRIOR if seed == 0 else CLIENTS, seed)
    observed = Observed(Course.parse(COURSE))
    return Predicted(observed, simulate(client, observed.done, days=120, draws=draws), draws)


def made_up(place: int, noise: np.random.Generator) -> list[Reading]:
    """What would be read of one made-up client, with the errors of the table."""
    truth, table = predicted(1), load_table("posterior/observed")
    found = []
    for visit in (1, 2):
        for name in DAYS:
            sd, least = table.number(f"{name}.sd", "1"), table.number(f"{name}.least", "d")
            read = (truth.figure(visit, name)[place] + least) * np.exp(sd * noise.standard_normal()) - least
            found.append(Reading(42 * visit, visit, name, max(float(read), 0.0)))
    score = Reading(90, 2, "score.texture", 0.0, "", "blinded")
    error = float(rating_noise("blinded", "points", truth.draws)[place] * noise.standard_normal())
    return [*found, replace(score, value=float(truth.score(score)[place]) + error)]


def test_bands_after_readings_cover_made_up_clients_and_are_narrower() -> None:
    """90 % bands hold 90 % of what is true of clients drawn from the prior; four standard errors of 100 are 12 points."""
    prior, truth, noise = predicted(0), predicted(1), np.random.default_rng(5)
    targets = {
        "redness": (prior.figure(2, "erythema_days"), truth.figure(2, "erythema_days")),
        "swelling": (prior.figure(2, "edema_days"), truth.figure(2, "edema_days")),
        "gain": (prior.outlook.samples("gain.texture.180"), truth.outlook.samples("gain.texture.180")),
        "pih": (prior.outlook.samples("pih"), truth.outlook.samples("pih")),
    }
    covered = dict.fromkeys(targets, 0)
    width = dict.fromkeys(targets, 0.0)
    for place in range(CLIENTS):
        logs = np.sum([log_likelihood(reading, prior) for reading in made_up(place, noise)], axis=0)
        places = resampled(weighed(logs).weights, 400, place)
        for name, (samples, true) in targets.items():
            low, high = np.quantile(samples[places], [0.05, 0.95])
            covered[name] += bool(low <= true[place] <= high)
            width[name] += (high - low) / CLIENTS
    assert all(count >= 0.78 * CLIENTS for count in covered.values()), covered
    for name in ("redness", "gain"):
        low, high = np.quantile(targets[name][0], [0.05, 0.95])
        assert width[name] < 0.8 * (high - low)


def test_the_example_is_read_and_goes_with_maria() -> None:
    observed = read_observed(EXAMPLES / "observed-maria.csv", Client.load(EXAMPLES / "maria.toml"))
    assert observed.visits == (0, 28)
    assert "invented" in (EXAMPLES / "observed-maria.csv").read_text(encoding="utf-8").splitlines()[1]


def test_the_rest_of_a_real_course_is_planned_and_told(tmp_path: Path) -> None:
    client = Client.load(EXAMPLES / "maria.toml")
    done = "0,1,done,1 session of microneedling on cheek\n3,1,erythema_days,3\n5,1,crust_days,4\n30,1,pigment_change,no\n"
    (tmp_path / "seen.csv").write_text(f"day,session,quantity,value\n{done}")
    plan = adapt(client, read_observed(tmp_path / "seen.csv", client), draws=16, start=date(2027, 1, 4))
    told = plan.to_json()["adapted"]
    assert plan.verdict.startswith(("Go on: ", "Stop here.", "No further session"))
    assert told["weights"]["effective_draws"] < told["weights"]["prior_draws"]
    assert [entry["counts"] for entry in told["readings"]] == [True, True, True]
    for planned in plan.plans:
        assert planned.course.sessions[0] == plan.adapted.belief.observed.done.sessions[0]
