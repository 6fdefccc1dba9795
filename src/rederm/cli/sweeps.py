"""A design sweep over settings, or what the variance of an outcome is due to."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from rederm.cli.options import AsJson
from rederm.cli.read import show


def sweep(
    spec: Annotated[Path, typer.Argument(metavar="SPEC.toml", help="Sweep file (see examples/sweeps/roller-dials.toml).")],
    out: Annotated[Path | None, typer.Option("--out", help="Folder for sweep.json, report.html and points.parquet.")] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Scheduler of a Dask cluster; this machine otherwise.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Turn dials and tips and see what changes, or say what the spread is due to. With --out a stopped run goes on."""
    from rederm.outlook.sweep.result import sweep as run
    from rederm.outlook.sweep.spec import SweepSpec
    from rederm.output import check_folder
    from rederm.output.sweep_page import NO_TABLE, TABLE, sweep_answer, write_sweep
    from rederm.output.text_sweep import print_sweep

    design = SweepSpec.load(spec)
    if out is not None:
        check_folder(out)
    result = run(design, folder=out, cluster=cluster)
    answer = sweep_answer(result)
    written = [] if out is None else write_sweep(answer, result.columns(), out)
    show(answer, as_json, lambda: print_sweep(answer))
    if out is not None:
        if not as_json:
            print(*(f"written: {path}" for path in written), sep="\n")
        if TABLE not in {path.name for path in written}:
            print(f"rederm: {NO_TABLE}", file=sys.stderr)
