"""A weighed bench test written to the clinic's own folder, as a table that `rederm.devices.bench` lays over the device."""

import json
from pathlib import Path

from rederm.devices import bench_path
from rederm.evidence.bench import BenchTest
from rederm.evidence.posterior_file import rounded
from rederm.sources import write_whole


def write_bench(test: BenchTest) -> Path:
    """Write the narrowed values to the clinic's folder, whole or not at all; returns the file."""
    path = bench_path(test.model.device.name)
    write_whole(path, _toml(test))
    return path


def _toml(test: BenchTest) -> str:
    device = test.model.device
    lines = [
        f"# {device.title}: values narrowed by a bench test. Written by `rederm calibrate device {device.name} ...`.",
        "# Remove this file to go back to the published, uncalibrated values.",
        f'device = "{device.name}"',
        f"note = {_quoted(test.note)}",
    ]
    for term in test.model.terms:
        before, after = test.bounds[term.name]
        lines += [
            "",
            f"[physics.{term.name}]",
            *(f"{key} = {rounded(number)!r}" for key, number in zip(("value", "low", "high"), after, strict=True)),
            f'unit = "{test.model.unit(term.name)}"',
            f'distribution = "{term.distribution}"',
            f"prior = {[rounded(number) for number in before]}",
            'method = "fitted"',
            'source = ["clinic-bench"]',
            f"note = {_quoted(test.note)}",
        ]
    lines += ["", "[tie]", f"names = {_quoted([term.name for term in test.model.terms])}", "lower = ["]
    lines += [f"  {[round(float(r), 3) for r in row[: place + 1]]}," for place, row in enumerate(test.correlation)]
    return "\n".join([*lines, "]", ""])


def _quoted(text: str | list[str]) -> str:
    """A TOML string or list of strings; JSON strings are TOML strings."""
    return json.dumps(text, ensure_ascii=False)
