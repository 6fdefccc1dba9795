"""A clinic's bench test: read, weighed, written to its own folder, laid over the device, undone by removing the file."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rederm.cli import main
from rederm.devices import Device, bench_path, load_device, make_setting, published_device
from rederm.draws import Draws
from rederm.evidence import Calibration
from rederm.evidence.bench import BenchTest, weigh_bench
from rederm.evidence.bench_craters import INPUTS
from rederm.evidence.bench_file import read_bench
from rederm.evidence.bench_model import IGNITION
from rederm.evidence.bench_write import write_bench
from rederm.injury import injure
from rederm.injury.ignition import firing_probability
from rederm.injury.plasma import spark_closures, spark_sources
from rederm.injury.spark import fired_share, spark, sparks_per_mm2
from rederm.injury.thermal import solve_lesions
from rederm.output.listing import devices_json
from rederm.skin import skin_of
from rederm.sources import InputError

DAY = date(2026, 11, 26)
OPUS = published_device("opus-plasma")
HEAD = "power_W,passes,crater_depth_um,crater_diameter_um,count_per_cm2"
COUNTS = "power_W,passes,count_per_cm2,n\n40,2,60,10\n60,2,84,10\n90,2,103,10\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REDERM_HOME", str(tmp_path / "clinic"))
    return tmp_path / "clinic"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def made(text: str) -> Path:
        path = tmp_path / "bench.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return made


Write = Callable[[str], Path]


def weighed(path: Path) -> BenchTest:
    return weigh_bench("opus-plasma", path, DAY)


def width(samples: np.ndarray) -> float:
    low, high = np.quantile(samples, [0.05, 0.95])
    return float(high / low)


def test_counts_narrow_the_lesions_per_area_and_cover_them(home: Path, write: Write) -> None:
    test = weighed(write(COUNTS))
    before, after = test.predicted()["lesions_per_cm2"]
    assert after["low"] is not None
    assert after["high"] is not None
    assert before["low"] is not None
    assert before["high"] is not None
    assert after["high"] / after["low"] < 0.3 * before["high"] / before["low"]
    assert after["low"] < 42 < after["high"]
    assert ("pins_per_pass", "firing_probability") in test.together()
    assert test.odd() == []


def test_a_written_test_narrows_the_device_and_removing_the_file_undoes_it(home: Path, write: Write) -> None:
    usual = make_setting(load_device("opus-plasma"), {"passes": 2})
    path = write_bench(weighed(write(COUNTS)))
    assert path == home / "calibration" / "opus-plasma.toml" == bench_path("opus-plasma")
    device = load_device("opus-plasma")
    assert device.bench == "bench test, bench.csv, 2026-11-26, 3 rows"
    assert device.provenance.endswith("Calibrated by bench test, bench.csv, 2026-11-26, 3 rows.")
    value = device.values["physics.pins_per_pass"]
    assert value.note == device.bench
    assert value.prior == (100.0, 25.0, 200.0)
    tested = make_setting(device, {"passes": 2})
    draws = Draws(320, 0)
    broad, narrow = (sparks_per_mm2(setting, draws) * 100 for setting in (usual, tested))
    assert width(narrow) < 0.4 * width(broad)
    assert np.quantile(narrow, 0.05) < 84 < np.quantile(narrow, 0.95)
    path.unlink()
    assert load_device("opus-plasma") is OPUS


def test_pins_and_firing_stay_tied_in_the_draws(home: Path, write: Write) -> None:
    write_bench(weighed(write(COUNTS)))
    setting = make_setting(load_device("opus-plasma"), {})
    draws = Draws(320, 0)
    lesions = sparks_per_mm2(setting, draws)
    pins = lesions / fired_share(setting, draws)
    assert np.std(np.log(lesions)) < 0.7 * np.std(np.log(pins))


def test_counts_say_nothing_of_the_spark(home: Path, write: Write) -> None:
    before = spark(make_setting(load_device("opus-plasma"), {}), Draws(16))
    test = weighed(write(COUNTS))
    write_bench(test)
    after = spark(make_setting(load_device("opus-plasma"), {}), Draws(16))
    np.testing.assert_array_equal(before, after)
    assert not {"root_fluence", "root_radius", "depth_factor"} & set(test.bounds)
    assert test.model.craters is None


def test_what_weak_power_does_not_fire_is_told_of_ignition(home: Path, write: Write) -> None:
    none = weighed(write("power_W,passes,count_per_cm2,n\n20,2,0,10\n60,2,100,10\n"))
    many = weighed(write("power_W,passes,count_per_cm2,n\n20,2,90,10\n60,2,100,10\n"))
    setting = [make_setting(_with(test), {"power_W": 20}) for test in (none, many)]
    shares = [float(fired_share(s, Draws.at_median())[0]) for s in setting]
    assert shares[0] < 0.2
    assert shares[1] > 2 * shares[0]


def _with(test: BenchTest) -> Device:
    values = dict(OPUS.values)
    for name, (_, (value, low, high)) in test.bounds.items():
        values[f"physics.{name}"] = replace(values[f"physics.{name}"], value=value, low=low, high=high)
    return replace(OPUS, values=values)


def test_a_cell_that_contradicts_the_others_is_named(home: Path, write: Write) -> None:
    odd = weighed(write("power_W,passes,count_per_cm2,n\n60,2,84,50\n60,2,84,50\n60,2,84,50\n60,4,9,50\n")).odd()
    assert any("row 4 (line 5), column count_per_cm2: 9" in line for line in odd)


def test_a_spreadsheet_with_semicolons_and_decimal_commas_is_read(write: Write) -> None:
    rows = read_bench(write("\ufeffpower_W;passes;crater_depth_um;measured\n60;2;120,5;section\n\n;;;\n40;;;\n"), OPUS)
    assert [row.place for row in rows] == ["row 1 (line 2)", "row 2 (line 5)"]
    assert rows[0].observed == {"crater_depth_um": 120.5}
    assert rows[0].measured == "section"
    assert rows[1].observed == {}


BAD = [
    ("", "empty"),
    (f"{HEAD}\n", "no row"),
    (f"{HEAD}\n60,3,,,\n", "no row holds a measurement"),
    ("passes,count_per_cm2\n3,100\n", "power_W"),
    ("power_W,passes\n60,3\n", "crater_depth_um"),
    ("power_W,passes,crater_dept_um\n60,3,120\n", "did you mean crater_depth_um"),
    ("power_W,power_W,crater_depth_um\n60,60,120\n", "column power_W stands twice"),
    (f"{HEAD}\n60,3,120,100,100,7\n", "row 1 (line 2) has 6 cells for 5 columns"),
    (f"{HEAD}\n60,3,120,100,100\nabc,3,120,100,100\n", "row 2 (line 3), column power_W: 'abc' is not a number"),
    (f"{HEAD}\n60,3,nan,100,100\n", "row 1 (line 2), column crater_depth_um: 'nan' is not a finite number"),
    (f"{HEAD}\n,3,120,100,100\n", "row 1 (line 2), column power_W is empty"),
    (f"{HEAD}\n600,3,120,100,100\n", "row 1 (line 2), column power_W: 600 is outside 10..100 W"),
    (f"{HEAD}\n60,2.5,120,100,100\n", "row 1 (line 2), column passes: 2.5 is not a whole number"),
    (f"{HEAD}\n60,,120,100,100\n", "row 1 (line 2), column passes is empty; a count needs"),
    (f"{HEAD}\n60,3,-5,100,100\n", "row 1 (line 2), column crater_depth_um: -5 cannot be"),
    (f"{HEAD}\n60,3,0,100,100\n", "leave the cell empty"),
    (f"{HEAD}\n60,3,120000,100,100\n", "column crater_depth_um: 120000 cannot be"),
    (f"{HEAD},tip\n60,3,120,100,100,rolle\n", "column tip: 'rolle'; did you mean roller"),
    (f"{HEAD},measured\n60,3,120,100,100,biopsy\n", "allowed: fresh, section"),
    (f"{HEAD},crater_depth_sd_um\n60,3,120,100,100,0\n", "column crater_depth_sd_um: 0 cannot be"),
    (f"{HEAD},n\n60,3,120,100,100,0\n", "column n: 0 is not a whole number from 1"),
    (f'{HEAD}\n60,3,"120,100,100\n', "not valid CSV"),
]


@pytest.mark.parametrize(("text", "words"), BAD, ids=[words for _, words in BAD])
def test_a_file_that_cannot_be_used_is_refused_in_one_line_and_nothing_is_written(
    text: str, words: str, home: Path, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["rederm", "calibrate", "device", "opus-plasma", str(write(text))])
    with pytest.raises(SystemExit) as end:
        main()
    told = capsys.readouterr()
    assert end.value.code == 2
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert words in told.err
    assert not home.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["device", "opus-plasm", "bench.csv"], "did you mean opus-plasma"),
        (["device", "tca-peel", "bench.csv"], "nothing that a bench test would calibrate"),
        (["device", "opus-plasma", "nowhere.csv"], "no such file"),
        (["device", "opus-plasma"], "device NAME FILE"),
        (["devices"], "device NAME FILE"),
    ],
)
def test_calibrate_says_what_it_takes(
    arguments: list[str], words: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["rederm", "calibrate", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    told = capsys.readouterr()
    assert end.value.code == 2
    assert words in told.err
    assert told.err.count("\n") == 1
    assert not home.exists()


def test_a_folder_or_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder"):
        read_bench(tmp_path, OPUS)
    (tmp_path / "latin.csv").write_bytes(b"power_W,count_per_cm2\n60,\xe9\n")
    with pytest.raises(InputError, match="UTF-8"):
        read_bench(tmp_path / "latin.csv", OPUS)


OVERLAYS = [
    ('device = "fractional-co2"\nnote = "bench test"\n', "bench test of 'fractional-co2', not of opus-plasma"),
    ('device = "opus-plasma"\n', "note is missing"),
    ('device = "opus-plasma"\nnote = "x"\ncolour = 1\n', "unknown key 'colour'"),
    (
        'device = "opus-plasma"\nnote = "x"\n[physics.gab]\nvalue = 1\nunit = "um"\nmethod = "fitted"\nsource = ["x"]\n',
        "no physics.gab; did you mean physics.gap",
    ),
    (
        'device = "opus-plasma"\nnote = "x"\n[physics.gap]\nvalue = 1\nunit = "mm"\nmethod = "fitted"\nsource = ["x"]\n',
        "is in mm, opus-plasma states it in um",
    ),
    ('device = "opus-plasma"\nnote = "x"\n[tie]\nnames = ["gap"]\nlower = [[2.0]]\n', "lower triangle"),
    ('device = "opus-plasma"\nnote = "x"\n[tie]\nnames = ["gap"]\n', "give names"),
]


@pytest.mark.parametrize(("text", "words"), OVERLAYS, ids=[words for _, words in OVERLAYS])
def test_a_spoiled_calibration_is_refused_with_its_name_and_the_remedy(text: str, words: str, home: Path) -> None:
    path = bench_path("opus-plasma")
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(InputError, match="remove the file") as told:
        load_device("opus-plasma")
    assert words in str(told.value)
    assert load_device("fractional-co2").bench == ""


def test_the_answer_as_json_and_in_words(
    home: Path, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["rederm", "calibrate", "device", "opus-plasma", str(write(COUNTS))]
    monkeypatch.setattr(sys, "argv", [*words, "--json"])
    with pytest.raises(SystemExit):
        main()
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == "rederm.bench/1"
    assert answer["values"]["pins_per_pass"]["narrowed"] < 0.5
    assert answer["measured"] == ["fresh"]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit):
        main()
    said = " ".join(capsys.readouterr().out.split())
    assert "published (90 %)" in said
    assert "Remove that file" in said
    assert "Known only together" in said
    monkeypatch.setattr(sys, "argv", ["rederm", "devices", "--json"])
    with pytest.raises(SystemExit):
        main()
    told = {device["name"]: device["calibration"] for device in json.loads(capsys.readouterr().out)["devices"]}
    assert told["opus-plasma"].startswith("calibrated by bench test, bench.csv")
    assert told["fractional-co2"] is None


def test_calibrate_alone_refits_the_posterior_and_writes_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[bool] = []

    def refit() -> Calibration:
        asked.append(True)
        return Calibration({"risk.x": (1.0, 0.5, 2.0)}, {"risk.x": (2.0, 0.5, 4.0)}, {"arms": 3}, ())

    monkeypatch.setattr("rederm.evidence.remake", refit)
    monkeypatch.setattr(sys, "argv", ["rederm", "calibrate"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0
    assert asked == [True]
    assert "risk.x: 2 (0.5 to 4) -> 1 (0.5 to 2)" in capsys.readouterr().out


def test_a_device_without_a_bench_test_is_called_uncalibrated(home: Path) -> None:
    told = {device["name"]: device["calibration"] for device in devices_json([load_device("opus-plasma")])["devices"]}
    assert told == {"opus-plasma": "uncalibrated"}


TRUTH = {"root_fluence": 120.0, "root_radius": 42.0, "root_share": 0.35, "pins_per_pass": 60.0, "firing_probability": 0.7}
SKIN = skin_of("cheek", 45)


def true_device() -> Device:
    values = dict(OPUS.values)
    for name, value in TRUTH.items():
        values[f"physics.{name}"] = replace(values[f"physics.{name}"], value=value, low=value, high=value)
    return replace(OPUS, values=values)


@pytest.mark.slow
def test_a_made_up_device_is_found_again_from_its_craters(home: Path, write: Write) -> None:
    lines = [f"{HEAD},n"]
    for power in (40, 60, 90):
        seen = injure(make_setting(true_device(), {"power_W": power, "passes": 2}), SKIN, Draws.at_median())
        sizes = (seen.ablation_depth_um, seen.ablation_diameter_um, seen.lesions_per_cm2)
        lines.append(f"{power},2," + ",".join(f"{size[0]:.0f}" for size in sizes) + ",20")
    broad = injure(make_setting(load_device("opus-plasma"), {"power_W": 75}), SKIN, Draws(160))
    test = weighed(write("\n".join(lines)))
    for name, (_, (_, low, high)) in test.bounds.items():
        if name in TRUTH:
            assert low / 1.1 < TRUTH[name] < high * 1.1, name
    names = [term.name for term in test.model.terms]
    assert (
        test.correlation[names.index("root_fluence"), names.index("root_share")] < -0.3
    )  # more energy, or more of it at the root
    write_bench(test)
    setting = make_setting(load_device("opus-plasma"), {"power_W": 75})
    narrow = injure(setting, SKIN, Draws(160))
    assert any("calibrated by bench test" in note for note in narrow.notes)
    truth = injure(make_setting(true_device(), {"power_W": 75}), SKIN, Draws.at_median())
    for name in ("ablation_depth_um", "ablation_diameter_um", "lesions_per_cm2"):
        known, found, was = (getattr(i, name) for i in (truth, narrow, broad))
        assert np.quantile(found, 0.05) < known[0] < np.quantile(found, 0.95), name
        assert np.ptp(np.quantile(found, [0.05, 0.95])) < 0.7 * np.ptp(np.quantile(was, [0.05, 0.95])), name


@pytest.mark.slow
def test_sections_stand_for_deeper_craters_than_fresh_tissue(home: Path, write: Write) -> None:
    def depth(measured: str) -> float:
        test = weighed(write(f"power_W,crater_depth_um,measured,n\n60,120,{measured},100\n"))
        return float(test.predicted()["crater_depth_um"][1]["median"] or 0)

    assert 1.1 < depth("section") / depth("fresh") < 1.25


@pytest.mark.slow
def test_bands_of_a_bench_test_cover_made_up_devices(home: Path, write: Write) -> None:
    """Twelve devices from the published bounds, each with tissue and model error of its own; three powers, 15 craters."""
    count, powers = 12, (40, 60, 90)
    draws, noise = Draws(count, 11), np.random.default_rng(1)
    truth = {name: draws.of(f"truth.{name}", OPUS.values[f"physics.{name}"]) for name in (*INPUTS, "pins_per_pass", *IGNITION)}
    truth["depth_factor"] = np.exp(0.25 * noise.standard_normal(count))
    root = truth["root_radius"] * 1e-6
    seen = {}
    for power in powers:
        energy = np.pi * root**2 * truth["root_fluence"] * 1e4 * power / 60
        sources = spark_sources(energy, root, truth["root_share"], truth["pulse"] / 1e3)
        lesions = solve_lesions(sources, spark_closures(draws), SKIN, draws)
        half = [np.interp(d / 2, lesions.depth, row) for d, row in zip(lesions.ablation_depth, lesions.ablated, strict=True)]
        fired = firing_probability(truth["firing_probability"], power / 60, truth["gap"] * 1e-6, truth["gap_scatter"])
        seen[power] = np.stack(
            [lesions.ablation_depth * truth["depth_factor"], 2 * np.array(half), 2 * truth["pins_per_pass"] * fired], axis=1
        )
    inside = []
    for k in np.flatnonzero(seen[40][:, 0] > 20):
        cells = {power: seen[power][k] * np.exp(0.2 / np.sqrt(15) * noise.standard_normal(3)) for power in powers}
        lines = [f"{power},2," + ",".join(f"{x:.1f}" for x in row) + ",15" for power, row in cells.items()]
        test = weighed(write("\n".join([f"{HEAD},n", *lines])))
        inside += [low <= truth[name][k] <= high for name, (_, (_, low, high)) in test.bounds.items()]
    assert len(inside) > 60
    assert np.mean(inside) > 0.8
