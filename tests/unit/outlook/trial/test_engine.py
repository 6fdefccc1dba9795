"""A trial gives every client a row in each of their arms, the same whatever the chunks and workers."""

from dataclasses import replace

import numpy as np
import pytest

from rederm.course import Course
from rederm.draws import Draws, Persons, person_uniform, persons
from rederm.look import rating_noise
from rederm.outlook.trial import chunk as chunks
from rederm.outlook.trial import engine
from rederm.outlook.trial.chunk import Columns, chunks_of, names_of
from rederm.outlook.trial.closed_forms import two_means, within_persons
from rederm.outlook.trial.engine import run
from rederm.outlook.trial.enrolled import Enrolled
from rederm.outlook.trial.spec import Arm, TrialSpec
from rederm.outlook.trial.summary import summarise
from rederm.skin import clients
from rederm.skin.cohort import WORDS
from small_trial import content, invented

DEEP = {"dermabrasion": "1 session of dermabrasion", "needles": "3 sessions of microneedling, 4 weeks apart"}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_WORKERS", "1")


@pytest.fixture(scope="module")
def parallel() -> Columns:
    return run(invented())


@pytest.fixture(scope="module")
def split() -> Columns:
    return run(invented("split-face"))


def test_parallel_arms_hold_different_clients_and_each_replicate_as_many(parallel: Columns) -> None:
    assert parallel["client"].tolist() == list(range(36))
    for replicate in range(3):
        for arm in (0, 1):
            assert np.sum((parallel["replicate"] == replicate) & (parallel["arm"] == arm)) == 6


def test_a_split_face_has_both_arms_of_a_client_side_by_side(split: Columns) -> None:
    assert split["client"].tolist() == [k for k in range(18) for _ in range(2)]
    assert split["arm"].tolist() == [0, 1] * 18
    np.testing.assert_array_equal(split["age"][0::2], split["age"][1::2])
    np.testing.assert_array_equal(split["dropped_after"][0::2], split["dropped_after"][1::2])


def twice(n: int = 6, replicates: int = 3) -> TrialSpec:
    """The same course on both sides."""
    spec = invented("split-face", n)
    return replace(spec, arms=(spec.arms[0], replace(spec.arms[0], name="again")), dropout=0.0, replicates=replicates)


def test_sides_that_are_wholly_alike_differ_by_the_noise_of_rating_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persons, "whole", lambda name: True)
    found = run(twice())
    assert (found["score.wrinkles.30"][0::2] != found["score.wrinkles.30"][1::2]).all()
    for name in ("downtime_days", "pain", "event.pih"):
        np.testing.assert_array_equal(found[name][0::2], found[name][1::2])
    monkeypatch.setattr(chunks, "rating_noise", lambda rater, reads, draws: np.zeros(draws.n))
    quiet = run(twice())
    np.testing.assert_array_equal(quiet["gain.wrinkles.30"][0::2], quiet["gain.wrinkles.30"][1::2])
    sd = rating_noise("open", "points", Draws(3, 4))[found["replicate"]]
    z = (found["score.wrinkles.30"] - quiet["score.wrinkles.30"]) / sd
    assert 0.6 < z.std() < 1.4  # 36 standard normal numbers


def test_sides_go_together_as_their_noise_does_and_no_side_is_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranks of the true gain of one stratum, which is monotone in the one noise that sets it apart: that of the person."""
    from scipy.stats import spearmanr

    monkeypatch.setattr(chunks, "rating_noise", lambda rater, reads, draws: np.zeros(draws.n))
    found = run(twice(n=500, replicates=2))
    group = [found[name][0::2] for name in ("replicate", "fitzpatrick", "severity.wrinkles", "sex")]
    own, other = found["gain.wrinkles.30"][0::2], found["gain.wrinkles.30"][1::2]
    assert (own != other).all()
    for replicate, alike in enumerate(Draws(2, 4)["sides.alike"]):
        chosen = (group[0] == replicate) & (group[1] == 2) & (group[2] == 2) & (group[3] == WORDS["sex"].index("female"))
        expected = 6 / np.pi * np.arcsin(alike / 2)
        assert spearmanr(own[chosen], other[chosen]).statistic == pytest.approx(expected, abs=4 / np.sqrt(chosen.sum()))


def test_a_split_face_shows_more_than_separate_persons_and_less_than_sides_that_are_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of courses that do enough for people to differ by more than the noise of rating."""
    deep = [Arm(name, Course.parse(text).at_sites(("face",))) for name, text in DEEP.items()]
    plain = {"arms": tuple(deep), "dropout": 0.0, "replicates": 12, "rater": "blinded"}
    separate, sides = (replace(invented(kind, 80), **plain) for kind in ("parallel", "split-face"))
    found = {"parallel": summarise(run(separate), separate), "split": summarise(run(sides), sides)}
    monkeypatch.setattr(persons, "whole", lambda name: True)
    found["one"] = summarise(run(sides), sides)
    for outcome in (0, 1):  # gain and dark marks
        told = {name: result.outcomes[outcome].comparisons[0] for name, result in found.items()}
        error = {name: compared.difference.sd_sampling for name, compared in told.items() if compared.difference}
        assert 1.05 * error["one"] < error["split"] < error["parallel"] / 1.05
        assert told["parallel"].power.share <= told["split"].power.share <= told["one"].power.share
    gain = {name: result.outcomes[0].comparisons[0].difference.sd_sampling for name, result in found.items()}
    power = {name: within_persons(80, 0.06 / (error * np.sqrt(80)), 0.05) for name, error in gain.items() if name != "parallel"}
    power["parallel"] = two_means(80, 0.06 / (gain["parallel"] * np.sqrt(40)), 0.05)
    assert power["parallel"] + 0.05 < power["split"] < power["one"] - 0.05


def test_the_angle_of_skin_within_its_type_changes_nothing_that_a_trial_observes(
    parallel: Columns, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which is why clients of other angles may share a stratum (docs/methods/trials.md)."""
    monkeypatch.setattr(clients, "type_angle", lambda kind: 55.0 - 20.0 * kind)
    found = run(invented())
    assert not np.array_equal(found.pop("ita"), parallel["ita"])
    assert content(found) == content({name: values for name, values in parallel.items() if name != "ita"})


@pytest.mark.parametrize(("most", "stratum"), [(1, 0), (9, 2), (1000, 10)])
def test_bytes_do_not_hang_on_the_size_of_chunks(
    most: int, stratum: int, parallel: Columns, split: Columns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MOST", most)
    monkeypatch.setattr(engine, "STRATUM", stratum)
    assert content(run(invented())) == content(parallel)
    assert content(run(invented("split-face"))) == content(split)


def test_bytes_do_not_hang_on_the_number_of_workers(parallel: Columns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST", 12)
    monkeypatch.setattr(engine, "STRATUM", 1)
    monkeypatch.setenv("REDERM_WORKERS", "2")
    assert content(run(invented())) == content(parallel)


@pytest.mark.parametrize("allocation", ["parallel", "split-face"])
@pytest.mark.parametrize("most", [1, 7, 30, 10_000])
def test_every_client_is_in_exactly_one_chunk_which_holds_no_more_than_it_may(allocation: str, most: int) -> None:
    spec = invented(allocation, n=40)
    enrolled = Enrolled.of(spec)
    strata = spec.cohort.sample(enrolled.clients, spec.seed).strata(spec.age_step)
    found = chunks_of(spec, strata, most, stratum=2)
    numbers = np.concatenate([group.numbers for chunk in found for group in chunk.groups])
    assert sorted(numbers.tolist()) == list(range(enrolled.clients))
    least = 2 + enrolled.sides
    for chunk in found:
        assert sum(2 + group.numbers.size * enrolled.sides for group in chunk.groups) <= max(most, least)


def test_the_law_is_one_in_a_replicate_and_injuries_are_solved_for_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from rederm.outlook import region

    asked: list[int] = []
    injure = region.injure

    def counted(setting: object, skin: object, draws: Draws, cooling: str) -> object:
        asked.append(draws.n)
        return injure(setting, skin, draws, cooling)  # type: ignore[arg-type]

    monkeypatch.setattr(region, "injure", counted)
    chunks._law.cache_clear()
    spec = invented(n=40)
    strata = spec.cohort.sample(240, spec.seed).strata(spec.age_step)
    skins = {(s.client.age, s.client.sex, s.client.fitzpatrick) for s in strata}
    run(spec)
    assert set(asked) == {3}  # draws of the law, not the 240 persons
    assert len(asked) <= 2 * len(skins)  # once a device and skin, not once a stratum
    assert len(strata) > len(skins)


def test_a_picked_injury_is_that_of_each_persons_own_replicate() -> None:
    from rederm.injury import injure
    from rederm.skin import skin_at

    spec = invented()
    client = spec.cohort.sample(1, 1).strata()[0].client
    setting, skin, law = spec.arms[0].course.sessions[0].setting, skin_at(client, "face"), Draws(3, 4)
    places = np.array([2, 0, 0, 1, 2])
    one, each = injure(setting, skin, law).at(places), injure(setting, skin, Persons(law, places, np.arange(5)))
    for name in ("necrosis_depth_um", "halo_papillary", "open_share", "model_error", "column_mm"):
        np.testing.assert_allclose(getattr(one, name), getattr(each, name), rtol=1e-12)


def test_a_row_of_a_trial_of_one_endpoint_and_visit_takes_less_than_a_hundred_bytes() -> None:
    """What a trial of millions holds in memory: 100 MB for each."""
    from dataclasses import replace

    spec = replace(invented(n=40), visits=(30,))
    found = run(spec)
    assert sum(values.nbytes for values in found.values()) < 100 * len(found["client"])


def test_those_who_drop_out_are_not_seen_later_and_are_as_many_as_stated() -> None:
    found = run(invented(n=200))
    gone = np.isfinite(found["dropped_after"])
    assert abs(gone.mean() - 0.3) < 4 * np.sqrt(0.3 * 0.7 / gone.size)
    assert (found["dropped_after"][gone] < 180).all()
    for day in (30, 180):
        left = gone & (found["dropped_after"] < day)
        assert left.any()
        np.testing.assert_array_equal(np.isnan(found[f"gain.wrinkles.{day}"]), left)
    for name in ("event.pih", "pain", "downtime_days"):
        assert np.isfinite(found[name]).all()


def test_an_event_happens_to_the_share_that_the_risk_says() -> None:
    numbers = np.arange(4000)
    draws = Persons(Draws(1, 2), np.zeros(4000, int), numbers)
    for risk in ("pih", "prolonged_redness"):
        happened = chunks._happens(risk, np.full(4000, 0.2), draws)
        assert abs(happened.mean() - 0.2) < 4 * np.sqrt(0.2 * 0.8 / 4000)
    red = chunks._happens("prolonged_redness", np.full(4000, 0.2), draws) > 0
    assert draws["healing.redness.person"][red].min() >= draws["healing.redness.person"][~red].max()
    luck = person_uniform(2, "trial.event.pih", numbers)
    np.testing.assert_array_equal(chunks._happens("pih", np.full(4000, 0.2), draws), (luck < 0.2).astype(float))


def test_gain_and_score_are_what_is_left_of_the_untreated_score(parallel: Columns) -> None:
    assert set(names_of(invented())) < set(parallel)
    seen = np.isfinite(parallel["gain.wrinkles.30"])
    untreated = parallel["gain.wrinkles.30"] + parallel["score.wrinkles.30"]
    assert np.abs(untreated[seen] - 1.0).max() < 0.05  # a month or two of ageing
