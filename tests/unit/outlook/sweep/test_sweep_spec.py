"""A file of a sweep says what is turned and asked; what cannot be done is refused with what can."""

from pathlib import Path
from typing import Any

import pytest

from rederm.devices import load_device
from rederm.outlook.sweep.entry import MOST_POINTS
from rederm.outlook.sweep.spec import SweepSpec
from rederm.sources import InputError
from small_sweep import ANALYSIS, DESIGN, small_analysis, small_design

EXAMPLES = sorted((Path(__file__).parents[4] / "examples" / "sweeps").glob("*.toml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_read_and_said_again(path: Path) -> None:
    spec = SweepSpec.load(path)
    again = SweepSpec.of(spec.to_json())
    assert (again.axes, again.groups, again.client, again.aims) == (spec.axes, spec.groups, spec.client, spec.aims)


def test_there_is_an_example_of_each_kind() -> None:
    assert {SweepSpec.load(path).kind for path in EXAMPLES} == {"design", "sensitivity"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dials": {"concentration_pc": [30]}}, "unknown dial 'concentration_pc' for glycolic-peel; did you mean concentr"),
        ({"dials": {"concentration": [30]}}, "concentration is another name of the dial concentration_pct"),
        ({"dials": {"concentration_pct": [30, 400]}}, "concentration_pct = 400 is outside"),
        ({"dials": {"sessions": [1, 2.5]}}, "sessions = 2.5 is not a whole number"),
        ({"dials": {}}, "nothing is turned"),
        ({"dials": {"concentration_pct": {"low": 10, "high": 70, "steps": 100}, "pH": {"low": 1, "high": 3, "steps": 50}}},
         f"the full grid has 5000 points, more than {MOST_POINTS}; leave levels out, or give points = 256"),
        ({"tips": {"physics.pins": [1]}}, "glycolic-peel has no property 'physics.pins'"),
        ({"tips": {"power_W": [1]}}, "is no property of a device"),
        ({"outcomes": ["gain.wrinkle.90"]}, "no outcome 'gain.wrinkle.90'; did you mean gain.wrinkles.90?"),
        ({"outcomes": ["pain", "pain"]}, "stands 2 times"),
        ({"aims": {"scar": "less"}}, "aims: 'scar' is not among the outcomes"),
        ({"covariates": {"age": [40, 60]}}, 'covariates go with kind = "sensitivity"'),
        ({"course": "1 session of glycolic-peel on face; after 2 weeks 1 session of tca-peel on face"}, "turns one block"),
        ({"course": "1 session of glycolic-pel"}, "unknown device"),
        ({"dialls": {}}, "did you mean dials?"),
        ({"points": 1}, "points = 1 is outside"),
    ],
)  # fmt: skip
def test_a_design_that_cannot_be_run_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        SweepSpec.of(DESIGN | changes)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"samples": 12}, "samples = 12 is not a power of two, as Sobol's method needs; take 8 or 16"),
        ({"groups": ["persons"]}, "groups: 'persons' is not known; did you mean person?"),
        ({"covariates": {"ages": [40, 60]}}, "no covariate 'ages'; did you mean age?"),
        ({"covariates": {"habits.sun": ["low", "hot"]}}, "habits.sun"),
        ({"covariates": {"severity.wrinkles": {"low": 1, "high": 5}}}, "severity"),
        ({"points": 8}, "points are of a design"),
        ({"dials": {}, "groups": []}, "nothing is turned"),
    ],
)
def test_an_analysis_that_cannot_be_run_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        SweepSpec.of(ANALYSIS | changes)
    assert said in str(caught.value)


def test_a_dial_can_be_turned_over_what_was_published_in_the_type_of_the_client() -> None:
    axis = small_design(dials={"concentration_pct": "studied"}).axes[0]
    held = [r.values for r in load_device("glycolic-peel").dials["concentration_pct"].studied if r.site == "face"]
    assert (axis.low, axis.high) == (min(low for low, _ in held), max(high for _, high in held))


def test_groups_that_are_not_said_are_all_and_outcomes_have_their_usual_aims() -> None:
    assert "person" in small_analysis(groups=None).groups or len(small_analysis(groups=None).groups) > 5
    assert small_design().aims == {"gain.wrinkles.90": "more", "downtime_days": "less", "pih": "less", "price": "less"}
    spec = small_design(outcomes=["necrosis_depth_um", "coverage"], aims={"coverage": "more"})
    assert spec.aims == {"coverage": "more"}


def test_the_client_file_is_found_from_the_file_of_the_sweep(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    client = 'age = 44\nsex = "female"\nfitzpatrick = 2\n[[concerns]]\nkind = "texture"\nsite = "neck"\n'
    (tmp_path / "people" / "eve.toml").write_text(client)
    head = 'name = "x"\nclient = "people/eve.toml"\ncourse = "1 session of microneedling"\noutcomes = ["pain"]\n'
    (tmp_path / "s.toml").write_text(f"{head}[dials]\npasses = [1, 2]\n")
    spec = SweepSpec.load(tmp_path / "s.toml")
    assert spec.client.age == 44
    assert spec.treatment.sites == ("neck",)
