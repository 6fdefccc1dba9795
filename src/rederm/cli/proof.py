"""Predictions beside what was published, and fits."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from rederm.cli.options import AsJson, DrawCount, Seed
from rederm.cli.read import show


def validate(
    out: Annotated[Path | None, typer.Option("--out", help="Folder for validation.html, .json and .csv.")] = None,
    draws: DrawCount = 100,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Set published observations beside their predictions, misses included."""
    from rederm.evidence import validate as run
    from rederm.output.validation_text import print_validation

    result = run(draws=draws, seed=seed)
    if out is not None:
        from rederm.output import write_validation

        write_validation(result, out)
    answer = result.to_json()
    show(answer, as_json, lambda: print_validation(answer))


def calibrate(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[device NAME FILE]", help="A bench test (CSV) of this clinic's own device; see docs/how-to/bench-test.md."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Narrow a device by a bench test; without arguments, refit the posterior on the published observations and write it."""
    from rederm.sources import InputError

    words = what or []
    if words and (words[0] != "device" or len(words) != 3):
        raise InputError("calibrate takes nothing, or: calibrate device NAME FILE, for example device opus-plasma bench.csv")
    if words:
        from datetime import date

        from rederm.evidence.bench import weigh_bench
        from rederm.evidence.bench_write import write_bench
        from rederm.output.bench import print_bench

        test = weigh_bench(words[1], Path(words[2]), date.today())
        answer = test.to_json(write_bench(test))
        show(answer, as_json, lambda: print_bench(answer))
        return
    from rederm.evidence import remake

    if sys.stderr.isatty():
        print("rederm: fitting lesions and laws on every published observation, some minutes", file=sys.stderr)
    result = remake()
    show(result.to_json(), as_json, lambda: print(*result.table(), *result.summary(), sep="\n"))
