"""The netCDF file holds the outlook of the plan, figure for figure, with a unit on every variable."""

import io
import re
import time
from typing import Any

import numpy as np
import pytest
import xarray as xr
from exchanged_plan import DRAWS, SEED, TEXT, outlook, plan_file

from rederm.course import Course
from rederm.outlook import simulate
from rederm.outlook.units import UNITS
from rederm.output.netcdf import NAME, netcdf_files
from rederm.output.netcdf_layout import BAND, UDUNITS

QUANTILES = (0.05, 0.5, 0.95)
SINGULAR = {"day", "hour", "minute", "year"}  # plural units of time become time spans in xarray
UDUNITS_READS = SINGULAR | {"1", "um", "g", "m-2", "h-1"}


@pytest.fixture(scope="module")
def written() -> bytes:
    return netcdf_files(plan_file())[NAME]


@pytest.fixture(scope="module")
def data(written: bytes) -> xr.Dataset:
    return xr.open_dataset(io.BytesIO(written)).load()


def of_draws(samples: np.ndarray) -> np.ndarray:
    return np.moveaxis(np.quantile(samples, QUANTILES, axis=0), 0, -1)


def test_every_variable_has_a_unit_that_udunits_reads_and_a_name(data: xr.Dataset) -> None:
    assert len(data.variables) > 50
    for name, values in data.variables.items():
        assert set(values.attrs["units"].split()) <= UDUNITS_READS, name
        assert values.attrs["long_name"], name
        assert values.dtype.kind in "fUOTi", name  # no number was turned into a date or a time span
        assert values.dtype != np.int64, name  # which CF knows only since 1.9


def test_plain_xarray_opens_it_without_being_told_how(written: bytes, tmp_path: Any) -> None:
    path = tmp_path / NAME
    path.write_bytes(written)
    with xr.open_dataset(path) as data:
        assert list(data["band"].values) == list(BAND)
        assert {"day", "horizon", "session", "concern", "band"} <= set(data.sizes)


def test_curves_are_the_quantiles_of_the_draws(data: xr.Dataset) -> None:
    for concern, score in outlook().scores.items():
        there = data.sel(concern=concern)
        np.testing.assert_array_equal(there["day"], outlook().days)
        np.testing.assert_allclose(there["scores"], of_draws(score.treated), rtol=1e-12)
        np.testing.assert_allclose(there["scores_untreated"], of_draws(score.untreated), rtol=1e-12)
        np.testing.assert_allclose(there["gain"], of_draws(outlook().late[concern].gain), rtol=1e-12, atol=1e-15)


def test_instruments_read_the_skin_with_and_without_the_course(data: xr.Dataset) -> None:
    for name, samples in outlook().skin.treated.items():
        np.testing.assert_allclose(data[name], of_draws(samples), rtol=1e-12, err_msg=name)
        np.testing.assert_allclose(
            data[f"{name}_untreated"], of_draws(outlook().skin.untreated[name]), rtol=1e-12, err_msg=name
        )


def test_a_variable_has_the_unit_of_the_outlook(data: xr.Dataset) -> None:
    common = UNITS.keys() & set(map(str, data.variables))
    assert len(common) > 25
    assert {name: data[name].attrs["units"] for name in common} == {name: UDUNITS[UNITS[name]] for name in common}


def test_figures_are_the_quantiles_of_the_draws_session_by_session(data: xr.Dataset) -> None:
    assert data.sizes["session"] == len(outlook().sessions) == 4
    for place, session in enumerate(outlook().sessions):
        there = data.isel(session=place)
        assert float(there["session_day"]) == session.day
        assert str(there["session_device"].values) == session.device
        for name in ("crust_days", "pain_0_10", "chair_minutes"):
            np.testing.assert_allclose(there[name], of_draws(session.figures[name]), rtol=1e-12, err_msg=name)
    for risk in ("pih", "scar", "infection"):
        np.testing.assert_allclose(data[f"{risk}_risk_course"], of_draws(getattr(outlook().risks, risk)), rtol=1e-12)


def test_scalars_are_those_that_the_plan_tells(data: xr.Dataset) -> None:
    told = plan_file()["plans"][0]["outlook"]
    bands = {name: band for name, band in told.items() if isinstance(band, dict) and set(band) == set(BAND)}
    assert len(bands) > 12
    for name, band in bands.items():
        given = [np.nan if band[end] is None else band[end] for end in BAND]
        np.testing.assert_array_equal(data[name].sel(band=list(BAND)), given, err_msg=name)


def test_what_the_file_names_gives_its_figures_again(data: xr.Dataset) -> None:
    course, draws, seed = data.attrs["course"], int(data.attrs["draws"]), int(data.attrs["seed"])
    assert (draws, seed) == (DRAWS, SEED)
    again = simulate(outlook().client, Course.parse(course), draws=draws, seed=seed)
    assert again.course.text == Course.parse(TEXT).text
    for concern, score in again.scores.items():
        np.testing.assert_allclose(data["scores"].sel(concern=concern), of_draws(score.treated), rtol=1e-9)


def test_readings_of_one_unit_share_a_dimension_and_none_is_lost(data: xr.Dataset) -> None:
    told = plan_file()["first_outlook"]["scales"]
    every = {(concern, r["title"], r["rater"]): r for concern, readings in told.items() for r in readings}
    seen = 0
    for dim in (name for name in data.dims if str(name).startswith("reading")):
        for place in range(data.sizes[dim]):
            at = data.isel({dim: place})
            reading = every[tuple(str(at[f"{dim}_{key}"].values) for key in ("concern", "scale", "rater"))]
            assert data[f"{dim}_treated"].attrs["units"] == UDUNITS[reading["unit"]]
            for state in ("treated", "untreated"):
                assert float(at[f"{dim}_{state}"].sel(band="low", horizon=180)) == reading["days"][state]["180"]["low"]
            seen += 1
    assert seen == len(every) > 10


def test_the_head_says_what_it_is_and_what_it_is_not(data: xr.Dataset) -> None:
    head = data.attrs
    assert "Simulation for trained clinicians. Not assessed or cleared by any regulator" in head["comment"]
    assert re.fullmatch(r"simulation, written by rederm [\d.]+, model [0-9a-f]{12}", head["source"])
    assert head["schema"] == "rederm.outlook.netcdf/1"
    assert head["references"].count("\n") + 1 == len(outlook().sources)
    assert "example" in head["price"]


def test_the_same_plan_gives_the_same_bytes_at_another_time(written: bytes) -> None:
    time.sleep(1.1)  # creation times of HDF5 count whole seconds
    assert netcdf_files(plan_file())[NAME] == written


def test_a_quantity_that_does_not_apply_is_not_a_number(data: xr.Dataset) -> None:
    plan = plan_file()
    first = plan["first_outlook"]
    none = dict.fromkeys(("median", "low", "high"))
    plan["first_outlook"] = first | {"sessions": [first["sessions"][0] | {"closure_hours": none}, *first["sessions"][1:]]}
    changed = xr.open_dataset(io.BytesIO(netcdf_files(plan)[NAME]))
    assert np.isnan(changed["closure_hours"][0]).all()
    np.testing.assert_array_equal(changed["closure_hours"][1:], data["closure_hours"][1:])
