"""The devices and the sources, listed for people and as JSON."""

from collections.abc import Sequence
from typing import Any

from rederm.devices import CAN_BE_TESTED, Device
from rederm.output.console import console, table
from rederm.output.words import plural
from rederm.sources import Entry, reference


def _range(values: Sequence[float | str]) -> str:
    numeric = len(values) == 2 and not isinstance(values[0], str)
    return f"{values[0]:g} to {values[1]:g}" if numeric else ", ".join(str(v) for v in values)


def print_devices(found: Sequence[Device]) -> None:
    screen = console()
    for device in found:
        screen.print(f"\n[bold]{device.name}[/bold]  {device.title}  ({device.family}; {device.operator})")
        screen.print(device.summary)
        dials = table("dial", "unit", "default", "limits", "studied in people")
        for dial in device.dials.values():
            limits = _range(dial.limits) if dial.limits else ", ".join(str(c) for c in dial.choices)
            studied = "; ".join(
                f"{r.site}, type {r.fitzpatrick[0]} to {r.fitzpatrick[1]}: {_range(r.values)}" for r in dial.studied
            )
            default = (
                "not set"
                if dial.default is None
                else f"{dial.default:g}"
                if isinstance(dial.default, float)
                else str(dial.default)
            )
            dials.add_row(dial.name, dial.unit, default, limits, studied or "no published use")
        screen.print(dials)
        screen.print(f"[dim]{device.provenance}[/dim]")
        if _calibration(device) == "uncalibrated":
            screen.print(f"Uncalibrated: a bench test narrows it (rederm calibrate device {device.name} FILE).", markup=False)


def _calibration(device: Device) -> str | None:
    """Whether a clinic's own bench test stands behind the device; None where no test would calibrate it."""
    if device.bench:
        return f"calibrated by {device.bench}"
    return "uncalibrated" if device.name in CAN_BE_TESTED else None


def devices_json(found: Sequence[Device]) -> dict[str, Any]:
    def dial(d: Any) -> dict[str, Any]:
        return {
            "name": d.name,
            "unit": d.unit,
            "meaning": d.meaning,
            "default": d.default,
            "limits": list(d.limits) if d.limits else None,
            "choices": list(d.choices),
            "studied": [
                {"site": r.site, "fitzpatrick": list(r.fitzpatrick), "values": list(r.values), "source": list(r.source)}
                for r in d.studied
            ],
        }

    return {
        "schema": "rederm.devices/1",
        "devices": [
            {
                "name": d.name,
                "title": d.title,
                "family": d.family,
                "operator": d.operator,
                "simulation_only": d.simulation_only,
                "summary": d.summary,
                "provenance": d.provenance,
                "calibration": _calibration(d),
                "sites": list(d.sites),
                "dials": [dial(x) for x in d.dials.values()],
            }
            for d in found
        ],
    }


def print_sources(found: Sequence[Entry]) -> None:
    screen = console()
    for entry in found:
        value = entry.value
        bounds = f" ({value.low:g} to {value.high:g})" if value.low is not None else ""
        screen.print(
            f"[bold]{entry.table}: {entry.name}[/bold] = {value.value:g}{bounds} {value.unit if value.unit != '1' else ''}"
        )
        screen.print(
            f"  {value.method}{'; ' + value.population if value.population else ''}{'; ' + value.note if value.note else ''}"
        )
        if value.prior:
            screen.print(f"  before calibration: {value.prior[0]:g} ({value.prior[1]:g} to {value.prior[2]:g})")
        for key in value.source:
            screen.print(f"  [{key}] {reference(key).cite()}", markup=False)


def sources_json(found: Sequence[Entry]) -> dict[str, Any]:
    def row(entry: Entry) -> dict[str, Any]:
        v = entry.value
        return {
            "table": entry.table,
            "name": entry.name,
            "value": v.value,
            "low": v.low,
            "high": v.high,
            "unit": v.unit,
            "distribution": v.distribution,
            "method": v.method,
            "population": v.population,
            "note": v.note,
            "prior": list(v.prior) if v.prior else None,
            "source": [{"id": key, "cite": reference(key).cite()} for key in v.source],
        }

    return {"schema": "rederm.sources/1", "values": [row(entry) for entry in found]}


def print_check(wrong: Sequence[str]) -> None:
    from rederm.sources import bibliography, entries

    found = entries()
    assumed = sum(entry.value.assumed for entry in found)
    screen = console()
    screen.print(f"{len(found)} values, {assumed} of them assumed, {len(bibliography())} references.")
    for line in wrong:
        screen.print(line, markup=False)
    screen.print("Every unit can be read and every source resolves." if not wrong else f"{plural(len(wrong), 'problem')}.")


def check_json(wrong: Sequence[str]) -> dict[str, Any]:
    from rederm.sources import bibliography, entries

    found = entries()
    return {
        "schema": "rederm.sources-check/1",
        "values": len(found),
        "assumed": sum(entry.value.assumed for entry in found),
        "references": len(bibliography()),
        "problems": list(wrong),
    }
