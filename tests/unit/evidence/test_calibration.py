"""The fits find what made their rows, and see the law that the product runs."""

from dataclasses import replace
from importlib import import_module
from types import SimpleNamespace

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.evidence import calibrate, observations, pairs
from rederm.evidence.doses import LENGTHS_MM, Doses
from rederm.evidence.fit_outcome import OutcomeFit
from rederm.evidence.mcmc import Chains
from rederm.evidence.outcome_law import FAMILIES, Courses, log_hazard
from rederm.evidence.outcome_posterior import entries_of
from rederm.evidence.outcome_reading import covariance, expected
from rederm.evidence.outcome_rows import Data
from rederm.evidence.outcome_terms import RATERS, SCALES, SHARED, outcome_terms
from rederm.evidence.posterior_file import posterior_path
from rederm.evidence.terms import Z95, term
from rederm.look import course_hazard
from rederm.sources import load_table, reference

MEDIAN = Draws.at_median()


def doses(n: int, seed: str = "a") -> Doses:
    """n invented arms, one draw, from needling to full field, the same at every halo length."""

    def uniform(name: str) -> np.ndarray:
        from scipy.special import ndtr

        return np.asarray(ndtr(Draws(n).normal(f"test.{seed}.{name}"))[:, None])

    names = ("halo_papillary", "halo_reticular")
    halos = {name: np.repeat(uniform(name)[:, :, None], len(LENGTHS_MM), axis=2) for name in names}
    known = dict.fromkeys(("cold", "lid", "body"), np.zeros(n, bool)) | {"synthesis": np.ones(n)}
    return Doses(uniform("replaced"), **halos, **known, presence=np.ones((n, 1)))


def courses(n: int) -> Courses:
    """Families in turn, one to three sessions a month apart, scored at 180 days."""
    counts = np.array([[1.0, float(i % 3 > 0), float(i % 3 > 1)] for i in range(n)])
    since = 180.0 + 30.0 * (counts.sum(axis=1)[:, None] - 1 - np.arange(3.0))
    return Courses(np.arange(n) % 3, np.zeros(n, bool), np.zeros(n, bool), counts, np.full((n, 3), 0.9), since)


def posterior(structure: str) -> dict[str, float]:
    """The point at which the product's median draw stands."""
    found = {}
    for name, one in outcome_terms(structure).items():
        area, _, key = one.name.partition(".")
        found[name] = load_table(f"posterior/{area}")[key].value
    return found


@pytest.mark.parametrize("structure", ["d", "v"])
@pytest.mark.parametrize("cold", [False, True])
def test_the_fitted_law_is_the_law_that_the_product_runs(structure: str, cold: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rederm.look.gain.union_structure", lambda draws: np.full(draws.n, structure == "v"))
    given, when = replace(doses(9), cold=np.full(9, cold)), courses(9)
    t = posterior(structure)
    fitted = np.exp(log_hazard(structure, t, given, when))[:, 0]
    for i in range(9):
        n = int(when.counts[i].sum())
        x = when.since[i, :n]
        norm = -np.expm1(-180 / t["tau_rise"]) * np.exp(-180 / t["tau_loss"])
        response = 0.9 * -np.expm1(-x / t["tau_rise"]) * np.exp(-x / t["tau_loss"]) / norm
        one = SimpleNamespace(
            model_error=np.zeros(1),
            cold=cold,
            replaced_papillary=given.replaced[i],
            halo_papillary=given.halo_papillary[i, :, 0],
            halo_reticular=given.halo_reticular[i, :, 0],
        )
        family = FAMILIES[int(when.family[i])]
        run = course_hazard(family, [one] * n, response.reshape(1, n, 1), MEDIAN)[0, 0]  # type: ignore[list-item]
        assert fitted[i] == pytest.approx(run, rel=1e-3, abs=2e-4)


def invented(structure: str, truth: dict[str, float], n: int) -> Data:
    """Arms of n/2 studies, two each, whose readings the truth made."""
    given, when = doses(n), courses(n)
    scale = np.array([("points", *SCALES)[i % 5] for i in range(n)])
    rater = np.array([("blinded", "blinded", *RATERS)[i % 4] for i in range(n)])
    data = Data(
        rows=(None,) * n,  # type: ignore[arg-type]
        studies=np.array([f"s{i // 2}" for i in range(n)]),
        settings=np.array([f"s{i}" for i in range(n)]),
        seen=np.zeros(n),
        variance=np.full(n, 0.05**2),
        plain=(rater == "blinded") & np.isin(scale, ("points", "ecca", "instrument")),
        bias={f"scale.{s}": scale == s for s in SCALES} | {f"rater.{r}": rater == r for r in RATERS},
        doses=given,
        median=given,
        courses=when,
    )
    root, (place, _) = np.linalg.cholesky(covariance(truth, data, np.zeros(n))), data.blocks
    seen = expected(structure, truth, data)
    seen[place] += (root @ Draws(n).normal("test.truth")[place][..., None])[..., 0]
    return replace(data, seen=seen)


@pytest.mark.parametrize("structure", ["d", "v"])
def test_a_fit_recovers_the_figures_that_made_its_rows(structure: str) -> None:
    truth = posterior(structure) | {"study_sd": 0.3, "reading_sd": 0.15, "arm_sd": 0.15, "lam": 0.5}
    model = OutcomeFit(structure, invented(structure, truth, 120), None)
    fit = model.fit()
    wrong = []
    for (name, one), mode, sd in zip(model.terms.items(), fit.mode, fit.sd, strict=True):
        _, low, high = one.bounds(float(mode), float(sd))
        wrong += [] if low <= truth[name] <= high else [name]
        if name in ("w_p.scars", "w_r.scars", "lam"):
            assert sd < one.sd / 2  # the rows speak, not the prior
    assert len(wrong) <= 4  # 90 % bands of some 26 figures


def test_many_points_are_read_as_one_by_one() -> None:
    for structure in ("d", "v", "alike"):
        model = OutcomeFit(structure, invented("d", posterior("d"), 12), None, np.full(12, 0.2))
        points = np.array([[t.mean + step * t.sd for t in model.terms.values()] for step in (-0.5, 0.0, 0.7)])
        together = model.log_posterior(points)
        assert together == pytest.approx([-model.loss(x) for x in points], rel=1e-12)


def test_what_a_clinic_differs_in_is_compressed_with_the_hazard_and_what_its_raters_differ_in_is_not() -> None:
    truth = posterior("d") | {"study_sd": 0.5, "reading_sd": 0.2, "lam": 0.4}
    data = invented("d", truth, 8)
    shared = covariance(truth, data, np.zeros(8))[:, 0, 1]
    slopes = np.where(data.plain, 1.0, 0.4)[data.blocks[0]]
    assert shared == pytest.approx(0.25 * slopes[:, 0] * slopes[:, 1] + 0.04)


def test_the_floor_of_clinics_widens_what_is_not_compressed_most() -> None:
    truth = posterior("d") | {"study_sd": 0.3, "lam": 0.2}
    data = invented("d", truth, 8)
    wider = covariance(truth, data, np.zeros(8), 0.6) - covariance(truth, data, np.zeros(8))
    own = np.diagonal(wider, axis1=1, axis2=2)
    assert own == pytest.approx((0.36 - 0.09) * np.where(data.plain, 1.0, 0.04)[data.blocks[0]])


def test_leaving_a_study_out_does_not_look_at_it() -> None:
    truth = posterior("d")
    data = invented("d", truth, 40)
    spoiled = data.seen.copy()
    spoiled[data.studies == "s3"] += 5.0
    doubt = np.full(40, 0.2)
    whole = OutcomeFit("d", data, None, doubt).fit()
    modes = [OutcomeFit("d", replace(data, seen=seen), None, doubt).without("s3", whole) for seen in (data.seen, spoiled)]
    np.testing.assert_array_equal(modes[0], modes[1])


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fits at their priors, so that only what is done with them is run."""

    class Still:
        def __init__(self, terms: list, entries: object) -> None:
            self.terms, self.entries, self.rows = {t.name: t for t in terms}, entries, ()

        def fit(self) -> SimpleNamespace:
            each = list(self.terms.values())
            return SimpleNamespace(mode=np.array([t.mean for t in each]), sd=np.array([t.sd for t in each]))

        def sampled(self, whole: SimpleNamespace) -> Chains:
            z = np.random.default_rng(0).standard_normal((40, 20, whole.mode.size))
            even = z - z.mean(axis=(0, 1))
            return Chains(whole.mode + whole.sd * even, np.ones(whole.mode.size), np.full(whole.mode.size, 800.0), 0.2)

    def outcome(name: str, *_: object) -> Still:
        still = Still([], None)
        still.terms = outcome_terms(name)
        return still

    empty = SimpleNamespace(seen=np.zeros(1), studies=np.zeros(1))
    tau = term("risk.pih.tau")
    module = import_module("rederm.evidence.calibrate")
    monkeypatch.setattr(module, "outcome_data", lambda draws: (empty, empty, []))
    monkeypatch.setattr(module, "OutcomeFit", outcome)
    monkeypatch.setattr(module, "pih_fit", lambda draws: Still([tau], lambda fit: {tau.name: tau.bounds(tau.mean, tau.sd)}))
    monkeypatch.setattr(module, "risk_fits", dict)
    for name in ("redness_fit", "edema_fit", "crust_fit", "closure_fit", "barrier_fit", "pain_fit"):
        monkeypatch.setattr(module, name, lambda draws: Still([], lambda fit: {}))


@pytest.mark.usefixtures("quick")
def test_a_calibration_that_does_not_write_changes_nothing() -> None:
    paths = [posterior_path(area) for area in ("outcome", "healing", "risk", "observation")]
    before = [path.read_bytes() for path in paths]
    result = calibrate(write=False, score=False)
    assert [path.read_bytes() for path in paths] == before
    assert result.entries["outcome.d.gamma"][0] == pytest.approx(1.0)  # its prior
    assert any(line.startswith("risk.pih.tau:") for line in result.table())


@pytest.mark.usefixtures("quick")
def test_what_gain_leaves_together_is_drawn_together_and_shared_terms_are_the_two_structures_together() -> None:
    result = calibrate(write=False, score=False)
    assert result.tie is not None
    assert set(result.tie.names) == {t.name for s in ("d", "v") for t in outcome_terms(s).values()}
    assert np.linalg.eigvalsh(result.tie.matrix()).min() > 0.0
    assert set(result.diagnostics) == {"d", "v"}
    assert result.to_json()["diagnostics"]["d"]["rhat"] == 1.0
    chains = {"d": np.array([0.0, 2.0]), "v": np.array([4.0, 6.0])}  # of one shared term: means 1 and 5, sd 1 each
    one = SimpleNamespace(terms={name: term(found) for name, found in SHARED.items()})
    drawn = {s: SimpleNamespace(points=np.repeat(x[:, None], len(SHARED), axis=1)) for s, x in chains.items()}
    value, low, high = entries_of({"d": one, "v": one}, drawn)["outcome.con_T"]  # type: ignore[arg-type, dict-item]
    assert value == pytest.approx(3.0)
    assert (high - low) / (2 * Z95) == pytest.approx(np.sqrt(1 + 4))


@pytest.mark.usefixtures("quick")
def test_what_is_fitted_stands_in_the_tables_as_fitted() -> None:
    for name in calibrate(write=False, score=False).entries:
        area, _, key = name.partition(".")
        entry = load_table(f"posterior/{area}")[key]
        assert entry.method == "fitted", name
        assert entry.prior is not None, name


def test_every_study_of_the_rows_is_in_the_bibliography() -> None:
    studies = {o.study for o in observations()} | {p.study for kind in ("contrast", "pih_ratio") for p in pairs(kind)}
    for study in studies:
        assert reference(study).title


def test_lesions_are_written_before_the_laws_that_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    module = import_module("rederm.evidence.remake")
    monkeypatch.setattr(module, "fit_lesions", lambda: done.append("fit") or SimpleNamespace(table=lambda: ["lesion"]))
    monkeypatch.setattr(module, "write_lesions", lambda found: done.append("write"))
    laws = SimpleNamespace(table=lambda: ["law"])
    monkeypatch.setattr(module, "calibrate", lambda write: done.append(f"laws, write {write}") or laws)
    assert module.remake().table() == ["lesion", "law"]
    assert done == ["fit", "write", "laws, write True"]


@pytest.mark.slow
def test_the_posterior_that_ships_is_what_a_calibration_computes() -> None:
    result = calibrate(write=False, score=False)
    for name, bounds in result.entries.items():
        np.testing.assert_allclose(bounds, result.before[name], rtol=0.03, atol=0.01, err_msg=name)
