"""Cohorts: shares, means and correlations as asked, the same first clients, strata that lose nobody, errors in one line."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.skin import Client, Cohort
from rederm.skin.clients import type_angle
from rederm.skin.cohort import FAMILY, GRADES, SUN, SUNSCREEN, TYPES
from rederm.sources import InputError

MANY = 20_000
WRINKLES = {"kind": "wrinkles", "site": "face", "severity": {"1": 0.2, "2": 0.5, "3": 0.3}}
VARIED: dict[str, Any] = {
    "age": {"mean": 50, "sd": 10, "low": 30, "high": 70},
    "female": 0.8,
    "fitzpatrick": {"2": 0.25, "3": 0.5, "5": 0.25},
    "ita_sd": 4,
    "smoker": 0.2,
    "sunscreen": {"never": 0.3, "sometimes": 0.5, "daily": 0.2},
    "sun": {"low": 0.5, "high": 0.5},
    "ageing_in_family": {"early": 0.1, "average": 0.6, "late": 0.3},
    "moisturise": 0.7,
    "pairs": {"age severity.wrinkles": 0.5, "sun smoker": -0.4},
    "concerns": [WRINKLES, {"kind": "acne-scars", "site": "cheek"}],
}


def cohort(**changes: Any) -> Cohort:
    return Cohort.parse({"concerns": [WRINKLES]} | changes)


def test_shares_come_as_asked() -> None:
    columns = Cohort.parse(VARIED).sample(MANY, 3).columns
    for name in ("fitzpatrick", "sunscreen", "sun", "ageing_in_family"):
        for key, share in VARIED[name].items():
            seen = np.mean(columns[name].astype(str) == key)
            assert seen == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / MANY)), (name, key)
    for name, share in (("smoker", 0.2), ("moisturise", 0.7)):
        assert columns[name].mean() == pytest.approx(share, abs=0.012)
    assert np.mean(columns["sex"] == "female") == pytest.approx(0.8, abs=0.012)
    for grade, share in WRINKLES["severity"].items():  # type: ignore[attr-defined]
        assert np.mean(columns["severity.wrinkles"] == float(grade)) == pytest.approx(share, abs=0.015)


def test_age_is_a_normal_cut_off_where_asked() -> None:
    from scipy.stats import kstest, truncnorm

    age = cohort(age={"mean": 50, "sd": 10, "low": 45, "high": 70}).sample(MANY, 1).columns["age"]
    assert kstest(age, truncnorm(-0.5, 2, 50, 10).cdf).pvalue > 0.001
    assert age.min() >= 45
    assert age.max() <= 70


def test_age_without_a_mean_is_uniform() -> None:
    from scipy.stats import kstest, uniform

    age = cohort(age={"low": 40, "high": 60}).sample(MANY, 1).columns["age"]
    assert kstest(age, uniform(40, 20).cdf).pvalue > 0.001


def test_typology_angle_has_the_mean_and_spread_of_its_type() -> None:
    columns = cohort(fitzpatrick={"2": 0.5, "4": 0.5}, ita_sd=4).sample(MANY, 1).columns
    for kind in (2, 4):
        angle = columns["ita"][columns["fitzpatrick"] == kind]
        assert angle.mean() == pytest.approx(type_angle(kind), abs=0.2)
        assert angle.std() == pytest.approx(4, rel=0.04)


def test_correlation_of_the_latent_normals_is_that_stated() -> None:
    from scipy.stats import spearmanr

    columns = cohort(pairs={"age ita": 0.6}, fitzpatrick={"3": 1.0}).sample(MANY, 2).columns
    assert spearmanr(columns["age"], columns["ita"]).statistic == pytest.approx(6 / np.pi * np.arcsin(0.3), abs=0.02)


def test_grades_follow_age_where_they_are_tied_and_not_else() -> None:
    tied, free = (cohort(pairs=pairs).sample(MANY, 2).columns for pairs in ({"severity.wrinkles age": 0.5}, {}))
    assert np.corrcoef(tied["age"], tied["severity.wrinkles"])[0, 1] > 0.4
    assert abs(np.corrcoef(free["age"], free["severity.wrinkles"])[0, 1]) < 0.03


def test_a_pair_leaves_the_other_covariates_as_they_were() -> None:
    tied, free = (cohort(female=0.5, smoker=0.5, pairs=pairs).sample(50, 2).columns for pairs in ({"age sex": 0.5}, {}))
    assert {name for name in free if not np.array_equal(free[name], tied[name])} == {"sex"}


@pytest.mark.parametrize("k", [1, 7, 40])
def test_the_first_clients_are_the_same_whatever_the_number(k: int) -> None:
    few, many = (Cohort.parse(VARIED).sample(n, 5).columns for n in (k, 333))
    for name, column in few.items():
        assert column.tobytes() == many[name][:k].astype(column.dtype).tobytes(), name


def test_another_seed_gives_other_clients() -> None:
    one, other = (Cohort.parse(VARIED).sample(10, seed).columns["age"] for seed in (1, 2))
    assert not np.isclose(one, other).any()


@pytest.mark.parametrize("step", [1.0, 5.0, 10.0])
def test_strata_hold_every_row_once_and_their_client_has_its_covariates(step: float) -> None:
    clients = Cohort.parse(VARIED).sample(400, 5)
    strata = clients.strata(step)
    assert sorted(np.concatenate([stratum.rows for stratum in strata])) == list(range(400))
    for stratum in strata:
        client, rows = stratum.client, stratum.rows
        assert list(rows) == sorted(rows)
        assert np.abs(clients.columns["age"][rows] - client.age).max() <= step / 2
        assert client.ita == type_angle(client.fitzpatrick)
        for name, value in covariates(client).items():
            assert (clients.columns[name][rows] == value).all(), name
    assert len({stratum.client.model_dump_json() for stratum in strata}) == len(strata)


def covariates(client: Client) -> dict[str, Any]:
    habits = client.habits
    plain = {
        "sex": client.sex,
        "fitzpatrick": client.fitzpatrick,
        "ageing_in_family": client.ageing_in_family,
        "smoker": habits.smoker,
        "sunscreen": habits.sunscreen,
        "sun": habits.sun,
        "moisturise": habits.moisturise,
    }
    return plain | {f"severity.{key}": c.severity for key, c in zip(client.keys(), client.concerns, strict=True)}


def test_no_client_has_no_stratum() -> None:
    assert cohort().sample(0, 1).strata() == []


def test_what_the_file_does_not_say_is_named_as_assumed() -> None:
    assert "female" in cohort().assumed()
    assert "severity.wrinkles" not in cohort().assumed()
    assert Cohort.parse({"concerns": [{"kind": "scars", "site": "cheek"}]}).assumed()[-1] == "severity.scars"
    assert Cohort.parse(VARIED).assumed() == ["severity.acne-scars"]


def test_default_shares_are_whole() -> None:
    used = Cohort.parse({"concerns": [{"kind": "scars", "site": "cheek"}]}).in_use()
    for shares in (used["fitzpatrick"], used["concerns"][0]["severity"]):
        assert sum(shares.values()) == pytest.approx(1)


def test_a_cohort_survives_its_json() -> None:
    for table in (VARIED, {"concerns": [WRINKLES]}):
        one = Cohort.parse(table)
        assert Cohort.parse(one.to_json()) == one
        assert Cohort.parse(one.to_json()).assumed() == one.assumed()


IMPOSSIBLE = {"age severity.wrinkles": 0.9, "age sun": 0.9, "sun severity.wrinkles": -0.9}
BAD = [
    ({"fitzpatrik": {"3": 1}}, "did you mean fitzpatrick?"),
    ({"fitzpatrick": {"7": 1}}, "'7' is not known"),
    ({"fitzpatrick": {"2": 0.5, "3": 0.4}}, "make 1 together, and these make 0.9"),
    ({"sunscreen": {"dayly": 1.0}}, "did you mean daily?"),
    ({"sun": {"low": -0.5, "high": 1.5}}, "must be shares of 0..1"),
    ({"sun": 0.5}, "must be a table of shares"),
    ({"female": 1.2}, "female = 1.2 is outside 0..1"),
    ({"age": {"mean": 50}}, "mean and sd come together"),
    ({"age": {"low": 60, "high": 40}}, "low = 60 is not below high = 40"),
    ({"age": {"mean": 20, "sd": 5, "low": 30, "high": 40}}, "mean = 20 is outside"),
    ({"age": {"low": 12}}, "outside 18"),
    ({"pairs": {"age": 0.5}}, "does not name two covariates"),
    ({"pairs": {"age severity.wrinkle": 0.5}}, "did you mean severity.wrinkles?"),
    ({"pairs": {"age sun": 1.0}}, "is outside -1..1"),
    ({"pairs": {"age sun": 0.1, "sun age": 0.2}}, "twice"),
    ({"pairs": IMPOSSIBLE}, "not positive definite"),
    ({"concerns": [{"kind": "wrinkle", "site": "face"}]}, "did you mean wrinkles?"),
    ({"concerns": [{"kind": "scars", "subtype": "rolling", "site": "face"}]}, "rolling"),
    ({"concerns": [WRINKLES, WRINKLES]}, "stands 2 times"),
    ({"concerns": []}, "[[concerns]]"),
]


@pytest.mark.parametrize(("changes", "said"), BAD)
def test_a_cohort_that_cannot_be_used_is_refused_in_one_line(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as error:
        cohort(**changes)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def shares(keys: tuple[str, ...]) -> st.SearchStrategy[dict[str, float]]:
    parts = st.lists(st.integers(0, 9), min_size=len(keys), max_size=len(keys)).filter(any)
    return parts.map(lambda found: {key: part / sum(found) for key, part in zip(keys, found, strict=True)})


COHORTS = st.fixed_dictionaries(
    {
        "age": st.tuples(st.floats(18, 70), st.floats(0.5, 50)).map(lambda ends: {"low": ends[0], "high": sum(ends)}),
        "female": st.floats(0, 1),
        "fitzpatrick": shares(TYPES),
        "ita_sd": st.floats(0, 30),
        "smoker": st.floats(0, 1),
        "sunscreen": shares(SUNSCREEN),
        "sun": shares(SUN),
        "ageing_in_family": shares(FAMILY),
        "moisturise": st.floats(0, 1),
        "concerns": shares(GRADES).map(lambda grades: [{"kind": "laxity", "site": "neck", "severity": grades}]),
        "pairs": st.dictionaries(st.sampled_from(["age severity.laxity", "sex smoker", "ita sun"]), st.floats(-0.9, 0.9)),
    }
)


@settings(max_examples=30, deadline=None)
@given(table=COHORTS, seed=st.integers(0, 2**32 - 1), step=st.floats(1, 30))
def test_every_sampled_client_is_one_that_a_client_file_can_hold(table: dict[str, Any], seed: int, step: float) -> None:
    clients = Cohort.parse(table).sample(40, seed)
    for stratum in clients.strata(step):
        assert Client.parse(stratum.client.to_json()) == stratum.client
    for row in range(clients.n):
        alone = {name: column[row : row + 1] for name, column in clients.columns.items()}
        assert 18 <= alone["age"][0] <= 120
        assert -90 <= alone["ita"][0] <= 90
        assert table["fitzpatrick"][str(alone["fitzpatrick"][0])] > 0
        assert table["concerns"][0]["severity"][f"{alone['severity.laxity'][0]:.0f}"] > 0


@pytest.mark.parametrize("at_once", [1, 7, 100_000])
def test_clients_are_the_same_however_many_are_drawn_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Cohort.parse(VARIED).sample(20, 5).coded
    monkeypatch.setattr("rederm.skin.copula.AT_ONCE", at_once)
    found = Cohort.parse(VARIED).sample(20, 5).coded
    assert {name: column.tobytes() for name, column in found.items()} == {n: c.tobytes() for n, c in expected.items()}


def test_strata_are_the_same_where_one_number_cannot_tell_all_kinds_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    clients = Cohort.parse(VARIED).sample(200, 5)
    expected = [(stratum.client, stratum.rows.tolist()) for stratum in clients.strata()]
    monkeypatch.setattr("rederm.skin.clients._MOST", 1000)
    assert [(stratum.client, stratum.rows.tolist()) for stratum in clients.strata()] == expected
