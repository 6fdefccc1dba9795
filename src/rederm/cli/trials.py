"""A virtual trial over a cohort."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from rederm.cli.options import AsJson
from rederm.cli.read import show


def trial(
    spec: Annotated[Path, typer.Argument(metavar="SPEC.toml", help="Trial file (see examples/trials/plasma-or-co2.toml).")],
    out: Annotated[Path | None, typer.Option("--out", help="Folder for trial.json, report.html and clients.parquet.")] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Scheduler of a Dask cluster; this machine otherwise.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Treat the clients of a cohort in arms: effects, responders, events and power. With --out a stopped run goes on."""
    from rederm.outlook.trial.engine import run
    from rederm.outlook.trial.spec import TrialSpec
    from rederm.outlook.trial.summary import summarise
    from rederm.output import check_folder
    from rederm.output.text_trial import print_trial
    from rederm.output.trial_page import NO_TABLE, trial_answer, write_trial
    from rederm.output.watching import WatchingTrial

    design = TrialSpec.load(spec)
    if out is not None:
        check_folder(out)
    with WatchingTrial(quiet=as_json) as watching:
        columns = run(design, folder=out, cluster=cluster, progress=watching)
        answer = trial_answer(summarise(columns, design), design)
        written = [] if out is None else write_trial(answer, columns, out)
    show(answer, as_json, lambda: print_trial(answer))
    if out is not None:
        if not as_json:
            print(*(f"written: {path}" for path in written), sep="\n")
        if "clients.parquet" not in {path.name for path in written}:
            print(f"rederm: {NO_TABLE}", file=sys.stderr)
