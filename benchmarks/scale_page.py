"""docs/scale.md from its figures: tables of what was measured, and calculations that show their inputs."""

from collections.abc import Mapping, Sequence
from typing import Any

import scale_words as words
from scale_chart import seconds
from scale_costs import ASSUMED, CORES, amdahl, clinic_costs, trial_costs

GROWN = {
    "replicates": "replicates (draws of the laws)",
    "arms": "arms",
    "sessions": "sessions",
    "last_visit_days": "last visit, days after the course",
}
PAIRS = {
    "target_cold": "nothing solved before",
    "target_replicates": "100 replicates, nothing solved before",
    "target_warm": "lesions solved before",
    "large_warm": "one visit, lesions solved before",
}
TARGET_S, TARGET_UP, LIMIT_MB = 30, 1.8, 1000


def page(figures: Mapping[str, Any]) -> str:
    """The whole page."""
    said = _assumed() | _measured(figures) | _costs(figures)
    tables = {
        "by_clients": _by_clients(figures),
        "by_rest": _by_rest(figures),
        "by_workers": _by_workers(figures),
        "by_memory": _by_memory(figures),
        "by_cores": _by_cores(figures),
    }
    parts = (words.HEAD, words.GROWTH, words.WORKERS, words.MEMORY, words.TRIAL, words.CLINICS)
    return "\n".join(part.format(**said, **tables) for part in parts)


def figure(value: float) -> str:
    """Three digits, thousands parted: 12,300; 0.0512."""
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:g}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table, the first column of words."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def runs_of(given: Any) -> list[Mapping[str, Any]]:
    """Every run below."""
    if isinstance(given, Mapping):
        return [given] if "wall_s" in given else [run for value in given.values() for run in runs_of(value)]
    return [run for value in given for run in runs_of(value)] if isinstance(given, list) else []


def _assumed() -> dict[str, str]:
    a = ASSUMED
    given = {"clients": a.clients, "clinics": a.clinics, "price": a.usd_per_core_hour, "machine_gb": a.machine_gb}
    given |= {"plans": a.plans_per_clinic_day, "days": a.days_per_year, "peak": a.peak_hour_share, "in_use": a.core_in_use}
    return {name: figure(value) for name, value in given.items()}


def _measured(figures: Mapping[str, Any]) -> dict[str, str]:
    stratum, large, loads = figures["stratum"], figures["large"], [run["load"] for run in runs_of(figures)]
    pairs = [figures["workers"][name] for name in PAIRS]
    two, target = pairs[0]["runs"][1], pairs[0]["clients"] // 2
    whole = max(run["all_mb"] for run in (large["with_out"], figures["workers"]["large_warm"]["runs"][1]))
    found = [amdahl(*pair["runs"]) for pair in pairs]
    given = {
        "cores": figures["machine"]["cores"],
        "low": min(loads),
        "high": max(loads),
        "first": stratum["first_ms"],
        "further": stratum["further_ms"],
        "strata": stratum["strata"],
        "among": stratum["among"],
        "alike": stratum["alike"],
        "largest": stratum["largest"],
        "small": figures["growth"]["sessions"][0]["clients"],
        "small_arm": figures["growth"]["arms"][0]["clients"] // 2,
        "target": target,
        "target_s": TARGET_S,
        "up": TARGET_UP,
        "path": found[0]["path"],
        "best": max(one["speed_up"] for one in found),
        "cold_laws": found[1]["seconds"],
        "cold_clients": pairs[1]["clients"],
        "clock": two["wall_s"],
        "load": two["load"],
        "chunk": large["checkpoint_bytes_per_row"],
        "parquet": large["parquet_bytes_per_row"],
        "measured": large["clients"],
        "work_s": large["with_out"]["workers_cpu_s"],
        "serial_s": large["with_out"]["main_cpu_s"],
        "plan_mb": figures["plan"]["bytes"] / 1e6,
    }
    return {name: figure(value) for name, value in given.items()} | {
        "met": _met(found[0]["path"] <= TARGET_S),
        "met_clock": _met(two["wall_s"] <= TARGET_S),
        "met_up": _met(all(one["speed_up"] >= TARGET_UP for one in found)),
        "side": "below" if whole < LIMIT_MB else "**not** below",
    }


def _met(so: bool) -> str:
    return "met" if so else "**missed**"


def _costs(figures: Mapping[str, Any]) -> dict[str, str]:
    trial, clinics = trial_costs(figures), clinic_costs(figures)
    named = {"base": trial["base_mb"], "each": trial["bytes_per_client"], "most": trial["most_clients"]}
    named |= {name: trial[name] for name in ("times", "work_core_h", "serial_h", "core_h", "usd", "disk_gb", "memory_gb")}
    named |= {"cold": clinics["cold_s"], "warm": clinics["warm_s"], "plans_peak": clinics["plans_peak_hour"]}
    named |= {"busy": clinics["busy_cores"], "peak_cores": clinics["cores"], "year_core_h": clinics["core_h_year"]}
    named |= {"year_usd": clinics["usd_year"], "year_tb": clinics["tb_year"]}
    named |= {name: clinics[name] for name in ("plans_day", "plans_year")}
    return {name: figure(value) for name, value in named.items()}


def _by_clients(figures: Mapping[str, Any]) -> str:
    runs = figures["growth"]["clients"]
    rows = [[figure(run["clients"]), figure(seconds(run)), figure(1e3 * seconds(run) / run["clients"])] for run in runs]
    return table(["clients", "s", "ms a client"], rows)


def _by_rest(figures: Mapping[str, Any]) -> str:
    rows = []
    for name, told in GROWN.items():
        runs = figures["growth"][name]
        rows.append([told, ", ".join(figure(run[name]) for run in runs), ", ".join(figure(seconds(run)) for run in runs)])
    return table(["what grows", "values", "s"], rows)


def _by_workers(figures: Mapping[str, Any]) -> str:
    rows = []
    for name, told in PAIRS.items():
        pair = figures["workers"][name]
        one, two = pair["runs"]
        found = amdahl(one, two)
        clocks = [f"{figure(run['wall_s'])} ({run['load']:.1f})" for run in (one, two)]
        shown = [figure(found["seconds"]), figure(found["path"]), f"{found['speed_up']:.2f}", f"{100 * found['serial']:.0f} %"]
        rows.append([f"{figure(pair['clients'])}, {told}", *shown, *clocks])
    head = ["clients", "s, one worker", "longest path, two", "speed-up", "serial share"]
    return table([*head, "clock of one, s (load)", "clock of two, s (load)"], rows)


def _by_memory(figures: Mapping[str, Any]) -> str:
    large = figures["large"]
    runs = [(f"{figure(run['clients'])}, one worker", run) for run in figures["growth"]["clients"]]
    runs += [
        (f"{figure(large['clients'])}, one visit, two workers, {told}", run)
        for told, run in (("with --out", large["with_out"]), ("without", figures["workers"]["large_warm"]["runs"][1]))
    ]
    rows = [[told, figure(run["main_mb"]), figure(run["all_mb"])] for told, run in runs]
    return table(["clients", "the process, MB at most", "with its workers, MB"], rows)


def _by_cores(figures: Mapping[str, Any]) -> str:
    costs = trial_costs(figures)
    hours = costs["hours"]
    rows = [
        [figure(cores), figure(hours[cores]), figure(60 * hours[cores]), figure(costs["usd_held"][cores])] for cores in CORES
    ]
    return table(["cores", "hours", "that is minutes", "USD (assumed price), all cores held all the time"], rows)
