"""What ten million clients and a thousand clinics would cost: arithmetic on measured figures and on named assumptions."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

HOUR = 3600.0
CORES = (2, 32, 256)


@dataclass(frozen=True)
class Assumed:
    """What nobody measured here: a price, and how a thousand clinics would work."""

    clients: int = 10_000_000
    usd_per_core_hour: float = 0.05
    machine_gb: float = 16.0
    clinics: int = 1000
    plans_per_clinic_day: float = 20.0
    days_per_year: float = 250.0
    peak_hour_share: float = 0.2
    core_in_use: float = 0.5


ASSUMED = Assumed()


def amdahl(alone: Mapping[str, Any], two: Mapping[str, Any]) -> dict[str, float]:
    """Of runs with one and two workers: seconds of the one, the longest path of the two, and the serial share that explains it.

    path = main + busiest worker;  speed-up = alone / path;  alone (s + (1 - s) / 2) = path, so s = 2 path / alone - 1."""
    seconds = alone["main_cpu_s"] + alone["workers_cpu_s"]
    path = two["main_cpu_s"] + two["busiest_cpu_s"]
    return {
        "seconds": seconds,
        "path": path,
        "speed_up": seconds / path,
        "clock": alone["wall_s"] / two["wall_s"],
        "serial": 2 * path / seconds - 1,
        "main": two["main_cpu_s"] / seconds,
    }


def trial_costs(figures: Mapping[str, Any], assumed: Assumed = ASSUMED) -> dict[str, Any]:
    """Of a trial of `assumed.clients`, from the run of a million: work and the serial part grow with the clients."""
    large = figures["large"]
    run, times = large["with_out"], assumed.clients / large["clients"]
    work, serial = run["workers_cpu_s"] * times / HOUR, run["main_cpu_s"] * times / HOUR
    small = figures["workers"]["target_warm"]  # whose process, too, leaves the work to two workers
    per_client = (run["main_mb"] - small["runs"][1]["main_mb"]) / (large["clients"] - small["clients"])
    base = run["main_mb"] - per_client * large["clients"]
    hours = {cores: serial + work / cores for cores in CORES}
    return {
        "times": times,
        "work_core_h": work,
        "serial_h": serial,
        "core_h": work + serial,
        "hours": hours,
        "usd": (work + serial) * assumed.usd_per_core_hour,
        "usd_held": {cores: cores * taken * assumed.usd_per_core_hour for cores, taken in hours.items()},
        "disk_gb": assumed.clients * (large["checkpoint_bytes_per_row"] + large["parquet_bytes_per_row"]) / 1e9,
        "bytes_per_client": 1e6 * per_client,
        "base_mb": base,
        "memory_gb": (base + per_client * assumed.clients) / 1e3,
        "most_clients": (1e3 * assumed.machine_gb - base) / per_client,
    }


def clinic_costs(figures: Mapping[str, Any], assumed: Assumed = ASSUMED) -> dict[str, float]:
    """Of planning in `assumed.clinics`, as if no lesion had ever been solved before."""
    cold, warm = ((run["main_cpu_s"] + run["workers_cpu_s"]) for run in (figures["plan"]["cold"], figures["plan"]["warm"]))
    day = assumed.clinics * assumed.plans_per_clinic_day
    year = day * assumed.days_per_year
    peak = day * assumed.peak_hour_share
    core_h = year * cold / HOUR
    return {
        "cold_s": cold,
        "warm_s": warm,
        "plans_day": day,
        "plans_year": year,
        "plans_peak_hour": peak,
        "busy_cores": peak * cold / HOUR,
        "cores": peak * cold / HOUR / assumed.core_in_use,
        "core_h_year": core_h,
        "usd_year": core_h * assumed.usd_per_core_hour,
        "tb_year": year * figures["plan"]["bytes"] / 1e12,
    }


def every_cost(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Assumptions and what follows from them, as docs/scale.json holds them."""
    return {"assumed": asdict(ASSUMED), "trial": trial_costs(figures), "clinics": clinic_costs(figures)}
