"""docs/scale.md says the figures of docs/scale.json, and its calculations come out; nothing is measured again here."""

import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
FIGURES: dict[str, Any] = json.loads((ROOT / "docs" / "scale.json").read_text(encoding="utf-8"))
MEASURED, COMPUTED = FIGURES["measured"], FIGURES["computed"]
CALCULATIONS = [re.sub("^ {4}[a-zA-Z ]{13}", "", line) for line in TEXT.splitlines() if line.startswith("    ") and "=" in line]
BY_UNIT = {"MB": "*1e6", "GB": "*1e9", "TB": "*1e12"}


@pytest.fixture(scope="module")
def scripts() -> Iterator[tuple[ModuleType, ModuleType]]:
    """The scripts of the page and of its calculations."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import scale_costs
    import scale_page

    yield scale_page, scale_costs
    sys.path.remove(str(ROOT / "benchmarks"))


def test_the_page_is_what_its_figures_say(scripts: tuple[ModuleType, ModuleType]) -> None:
    assert scripts[0].page(MEASURED) == TEXT


def test_what_is_computed_follows_from_what_is_measured(scripts: tuple[ModuleType, ModuleType]) -> None:
    found = json.loads(json.dumps(scripts[1].every_cost(MEASURED)))
    for part in ("assumed", "trial", "clinics"):
        assert found[part].keys() == COMPUTED[part].keys()
        for name, value in found[part].items():
            assert COMPUTED[part][name] == pytest.approx(value, rel=1e-3), name


def test_ten_million_clients_cost_ten_times_the_million_that_was_measured() -> None:
    run, cost, price = MEASURED["large"]["with_out"], COMPUTED["trial"], COMPUTED["assumed"]["usd_per_core_hour"]
    assert MEASURED["large"]["clients"] == 1_000_000
    assert cost["core_h"] == pytest.approx(10 * (run["main_cpu_s"] + run["workers_cpu_s"]) / 3600, rel=1e-3)
    assert cost["hours"]["32"] == pytest.approx(10 * (run["main_cpu_s"] + run["workers_cpu_s"] / 32) / 3600, rel=1e-3)
    assert cost["usd"] == pytest.approx(cost["core_h"] * price, rel=1e-3)
    bytes_per_row = MEASURED["large"]["checkpoint_bytes_per_row"] + MEASURED["large"]["parquet_bytes_per_row"]
    assert cost["disk_gb"] == pytest.approx(bytes_per_row / 100, rel=1e-3)


def test_a_thousand_clinics_cost_their_plans() -> None:
    assumed, cost, plan = COMPUTED["assumed"], COMPUTED["clinics"], MEASURED["plan"]
    each = plan["cold"]["main_cpu_s"] + plan["cold"]["workers_cpu_s"]
    day = assumed["clinics"] * assumed["plans_per_clinic_day"]
    assert cost["busy_cores"] == pytest.approx(day * assumed["peak_hour_share"] * each / 3600, rel=1e-3)
    assert cost["core_h_year"] == pytest.approx(day * assumed["days_per_year"] * each / 3600, rel=1e-3)
    assert cost["tb_year"] == pytest.approx(day * assumed["days_per_year"] * plan["bytes"] / 1e12, rel=1e-3)


def value(text: str) -> float:
    """A line's arithmetic, with its units."""
    plain = re.sub(r"\(assumed\)|(?<=\d),(?=\d{3})", "", text)
    for unit, factor in BY_UNIT.items():
        plain = re.sub(rf"\b{unit}\b", factor, plain)
    plain = re.sub(r"\bx\b", "*", plain)
    plain = re.sub(r"[A-Za-z-]{2,}(?<!e\d)|\b[as]\b|,", "", plain)
    assert re.fullmatch(r"[\d.e*+/() -]+", plain), plain
    return float(eval(plain))  # digits and operators alone


@pytest.mark.parametrize("line", CALCULATIONS)
def test_every_calculation_that_is_shown_comes_out(line: str) -> None:
    steps = line.split("=")
    for left, right in pairwise(steps):
        number = re.match(r"\s*[\d.,]*\d(?:\s+(?:MB|GB|TB)\b)?", right)
        assert number, line
        assert value(left) == pytest.approx(value(number.group()), rel=0.012), line


def test_there_is_a_calculation_of_every_kind() -> None:
    assert len(CALCULATIONS) >= 10


def test_what_is_assumed_is_said_to_be() -> None:
    for part in ("a core-hour costs", "plans a clinic and day", "On a machine of"):
        sentence = next(piece for piece in re.split(r"(?<=\.)\s(?=[A-Z])|\n\n", TEXT) if part in piece)
        assert re.search("[Aa]ssumed", sentence), part


def test_speed_up_and_serial_share_are_amdahls(scripts: tuple[ModuleType, ModuleType]) -> None:
    one = {"main_cpu_s": 10.0, "workers_cpu_s": 0.0, "wall_s": 12.0}
    two = {"main_cpu_s": 2.0, "workers_cpu_s": 8.0, "busiest_cpu_s": 4.0, "wall_s": 8.0}
    found = scripts[1].amdahl(one, two)
    assert found == pytest.approx({"seconds": 10, "path": 6, "speed_up": 10 / 6, "clock": 1.5, "serial": 0.2, "main": 0.2})


def test_a_run_is_measured_with_its_workers(scripts: tuple[ModuleType, ModuleType], tmp_path: Path) -> None:
    import scale_runs

    found = scale_runs.cost(["devices", "--json"], 1, tmp_path)
    assert 0.05 < found.main_cpu_s < 60
    assert found.workers_cpu_s == 0
    assert 20 < found.main_mb <= found.all_mb
    with pytest.raises(RuntimeError, match="ended with 2: rederm: "):
        scale_runs.cost(["trial", str(tmp_path / "none.toml")], 1, tmp_path)
