"""A score on clinical scales."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.look import RATERS, load_scales, rated_score, rating_noise, scales_for
from rederm.skin import load_site
from rederm.skin.names import CONCERN_KINDS, SUBTYPES
from rederm.sources import load_table

N = 200
DRAWS = Draws(N, seed=5)
SCALES = list(load_scales().values())
GRADES = np.tile(np.linspace(1.4, 0.0, 30), (N, 1))


def concern(kind: str, subtype: str | None = None) -> Any:
    return SimpleNamespace(kind=kind, subtype=subtype)


@pytest.mark.parametrize("scale", SCALES, ids=lambda s: s.name)
@pytest.mark.parametrize("severity", [0.0, 1.0, 2.0, 3.0, 4.0])
def test_every_severity_and_score_lies_on_the_scale(scale: Any, severity: float) -> None:
    low, high = scale.range
    values = scale.at(severity, GRADES, DRAWS)
    assert values.shape == GRADES.shape
    assert (values >= low).all()
    assert (values <= high).all()


@pytest.mark.parametrize("scale", SCALES, ids=lambda s: s.name)
@pytest.mark.parametrize("rater", RATERS)
def test_a_higher_gain_never_worsens_a_scale(scale: Any, rater: str) -> None:
    read = rated_score(GRADES, np.ones_like(GRADES), rater, scale.reads, DRAWS)
    steps = np.diff(scale.at(2.0, read, DRAWS), axis=1)
    assert ((steps if scale.better == "higher" else -steps) >= -1e-9).all()


@pytest.mark.parametrize("scale", [s for s in SCALES if s.form == "severity"], ids=lambda s: s.name)
def test_more_severe_reads_worse_and_the_severity_can_be_read_back(scale: Any) -> None:
    today = np.ones((1, 1))
    median = Draws.at_median()
    values = [float(scale.at(severity, today, median)[0, 0]) for severity in (1.0, 2.0, 3.0)]
    assert values == sorted(values, reverse=scale.better == "higher")
    assert [scale.severity_of(value) for value in values] == pytest.approx([1.0, 2.0, 3.0])


@pytest.mark.parametrize("scale", [s for s in SCALES if s.form == "improvement"], ids=lambda s: s.name)
def test_an_improvement_is_none_today_and_all_levels_where_nothing_is_left(scale: Any) -> None:
    assert (scale.at(2.0, np.ones((N, 1)), DRAWS) == 0.0).all()
    assert (scale.at(2.0, np.zeros((N, 1)), DRAWS) == scale.range[1]).all()


def test_a_fitzpatrick_score_is_in_the_class_of_its_severity() -> None:
    scale, median = load_scales()["fitzpatrick-wrinkle"], Draws.at_median()
    found = [float(scale.at(severity, np.ones((1, 1)), median)[0, 0]) for severity in (1, 2, 3, 4)]
    assert 1 <= found[0] <= 3
    assert 4 <= found[1] <= 6
    assert 6 < found[2] <= 9
    assert found[3] == 9


def test_a_share_of_a_score_that_starts_at_none_is_the_share_that_the_law_was_fitted_on() -> None:
    scale = load_scales()["ecca"]
    before, after = (scale.at(2.0, np.full((N, 1), score), DRAWS) for score in (1.0, 0.4))
    assert after / before == pytest.approx(np.full((N, 1), 0.4))


def test_the_chance_of_a_grade_is_the_share_of_baselines_whose_boundary_is_met() -> None:
    scale, median = load_scales()["alexiades"], Draws.at_median()
    left = np.array([[1.0, 0.75, 0.4, 1.2]])  # of severity 2: falls of 0, 0.5, 1.2 and -0.4 grades
    assert scale.one_grade(2.0, left, np.zeros(1), median)[0] == pytest.approx([0.0, 0.5, 1.0, 0.0])


@pytest.mark.parametrize("scale", [s for s in SCALES if s.whole], ids=lambda s: s.name)
def test_noise_of_rating_lets_skin_left_alone_gain_a_grade_now_and_then(scale: Any) -> None:
    noise = rating_noise("patient", scale.reads, DRAWS)
    alone, better = (scale.one_grade(2.0, np.full((N, 1), s), noise, DRAWS).mean() for s in (1.0, 0.4))
    assert 0 < alone < better <= 1


@pytest.mark.parametrize("kind", CONCERN_KINDS)
def test_every_concern_has_a_scale_on_the_face_and_on_the_body(kind: str) -> None:
    for site in ("face", "thigh"):
        assert scales_for(concern(kind), load_site(site))


def test_a_scale_is_used_where_it_is_made_for() -> None:
    def names(kind: str, subtype: str | None, site: str) -> set[str]:
        return {scale.name for scale in scales_for(concern(kind, subtype), load_site(site))}

    assert "masi" in names("blotchiness", "melasma", "face")
    assert "masi" not in names("blotchiness", "sun", "face")
    assert "vancouver" in names("scars", "hypertrophic", "arm")
    assert "vancouver" not in names("scars", "atrophic", "arm")
    assert "ecca" not in names("acne-scars", None, "back")


def test_scales_name_concerns_raters_and_readings_that_exist() -> None:
    subtypes = {f"{kind}/{subtype}" for kind, known in SUBTYPES.items() for subtype in known}
    terms = {name.removeprefix("scale.") for name in load_table("posterior/observation") if name.startswith("scale.")}
    for scale in SCALES:
        assert set(scale.concerns) <= {*CONCERN_KINDS, *subtypes}
        assert set(scale.raters) <= set(RATERS)
        assert scale.reads in {"points", *terms}
