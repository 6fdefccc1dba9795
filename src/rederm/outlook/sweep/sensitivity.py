"""Run a sensitivity analysis: the outcomes at every row of the design, each row one client, one course and one draw."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rederm.draws import Grouped
from rederm.outlook.kept_parts import Columns
from rederm.outlook.sweep.covariates import client_with
from rederm.outlook.sweep.indices import MORRIS, design_rows
from rederm.outlook.sweep.inputs import Batch, Inputs, batches
from rederm.outlook.sweep.outcomes import figures
from rederm.outlook.sweep.spec import SweepSpec
from rederm.outlook.sweep.work import ROW, worked

TOGETHER = 512  # rows of one run
MOST = 24  # runs of a chunk: about two seconds


@dataclass(frozen=True)
class Rows:
    """Batches that are worked on together."""

    spec: SweepSpec
    batches: tuple[Batch, ...]

    def asked(self) -> str:
        spec = self.spec
        told = [repr(["sensitivity", repr(spec.client), spec.treatment, spec.axes, spec.outcomes, spec.seed])]
        for batch in self.batches:
            told += [repr(batch.values), batch.rows.tobytes().hex()]
            told += [f"{group} {given.tobytes().hex()}" for group, given in batch.numbers.items()]
        return "\n".join(told)

    def names(self) -> tuple[str, ...]:
        return self.spec.outcomes


def inputs_of(spec: SweepSpec) -> Inputs:
    return Inputs(spec.axes, spec.groups)


def run_sensitivity(
    spec: SweepSpec, folder: Path | None = None, cluster: str | None = None
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The uniform numbers of the design (rows, inputs) and each outcome at them (rows,). Raises InputError."""
    inputs = inputs_of(spec)
    uniform = design_rows(inputs.names, spec.method, spec.samples, spec.seed)
    parts = batches(inputs, uniform, spec.method == MORRIS, TOGETHER)
    chunks = [Rows(spec, tuple(parts[start : start + MOST])) for start in range(0, len(parts), MOST)]
    found = {name: np.full(len(uniform), np.nan) for name in spec.outcomes}
    for part in worked(observed, chunks, folder, cluster):
        for name in spec.outcomes:
            found[name][part[ROW]] = part[name]
    return uniform, found


def observed(chunk: Rows) -> Columns:
    """The figures of a chunk: "row" and every outcome, each (rows of the chunk,)."""
    spec, told = chunk.spec, []
    for batch in chunk.batches:
        values = dict(zip((axis.name for axis in spec.axes), batch.values, strict=True))
        covariates = {axis.name: values.pop(axis.name) for axis in spec.axes if axis.kind == "covariate"}
        client, course = client_with(spec.client, covariates), spec.treatment.with_values(values)
        draws = Grouped(len(batch.rows), spec.seed, batch.numbers)
        told.append({ROW: batch.rows, **figures(client, course, spec.outcomes, draws)})
    return {name: np.concatenate([given[name] for given in told]) for name in (ROW, *spec.outcomes)}
