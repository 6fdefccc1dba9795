"""How much the published rows taught about each fitted number: its posterior beside its prior, as the tables hold them.

    narrowing = sd of the posterior / sd of the prior,    shift = (posterior - prior) / sd of the prior

in the space in which the number is drawn (itself, ln or logit), or plainly where a prior reaches below 0. Near 1 the rows
said nothing and the prior speaks; a shift beyond 2 says that rows and prior disagree.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any

from rederm.evidence.terms import term_of
from rederm.sources import Value, load_table, table_names

AREA = "posterior/"
WELL, HARDLY = 0.5, 0.9  # of the prior's sd: well told, hardly told


@dataclass(frozen=True)
class Narrowed:
    """One fitted number: bounds of its prior and of its posterior, narrowing and shift."""

    name: str
    unit: str
    prior: tuple[float, float, float]
    posterior: tuple[float, float, float]
    narrowing: float
    shift: float

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def narrowed() -> list[Narrowed]:
    """Every number of data/posterior that has a prior of its own."""
    found = []
    for table in table_names():
        if not table.startswith(AREA):
            continue
        for key, value in load_table(table).items():
            if value.prior is not None and value.low is not None and value.high is not None:
                found.append(_of(f"{table.removeprefix(AREA)}.{key}", value, (value.value, value.low, value.high), value.prior))
    return found


def _of(name: str, value: Value, now: tuple[float, float, float], prior: tuple[float, float, float]) -> Narrowed:
    kind = "normal" if min(*now, *prior) <= 0.0 else value.distribution
    before, after = (
        term_of(name, replace(value, value=at, low=low, high=high, prior=None), kind) for at, low, high in (prior, now)
    )
    return Narrowed(name, value.unit, prior, now, after.sd / before.sd, (after.mean - before.mean) / before.sd)
