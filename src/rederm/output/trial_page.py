"""A trial as files: trial.json, clients.parquet and report.html (a page for developers of trials, in English)."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm.output.page import json_text, picture, render, write_files
from rederm.output.trial_charts import differences, power_curve
from rederm.output.trial_view import cohort_rows, design, effect_rows, rate_rows, subgroup_rows
from rederm.planning import STATEMENT
from rederm.skin.cohort import WORDS
from rederm.sources import writing_whole

if TYPE_CHECKING:
    from rederm.outlook.trial.result import TrialResult
    from rederm.outlook.trial.spec import TrialSpec

AT_ONCE = 2**17  # rows that are written together
NO_TABLE = "clients.parquet was not written: it needs pyarrow; install it with: pip install 'rederm[cluster]'"


def trial_answer(result: "TrialResult", spec: "TrialSpec") -> dict[str, Any]:
    """The answer of `rederm trial`: what was found, the trial, its cohort in use, what of it is assumed, the statement."""
    return {
        **result.to_json(),
        "spec": spec.to_json(),
        "cohort": spec.cohort.in_use(),
        "concerns": spec.cohort.keys,
        "assumed": spec.cohort.assumed(),
        "statement": STATEMENT,
    }


def write_trial(answer: Mapping[str, Any], columns: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write trial.json, report.html and, where pyarrow is there, clients.parquet; return what was written."""
    written = write_files(folder, {"trial.json": json_text(answer), "report.html": trial_page(answer)})
    table = folder / "clients.parquet"
    return [*written, table] if write_table(columns, table) else written


def trial_page(answer: Mapping[str, Any]) -> str:
    """The page from the JSON of a trial."""
    return render(
        "trial.html.j2",
        view={"title": answer["name"]},
        answer=answer,
        facts=design(answer),
        effects=effect_rows(answer),
        rates=rate_rows(answer),
        cohort=cohort_rows(answer),
        subgroups=subgroup_rows(answer),
        forest=picture(differences(answer)),
        power=picture(power_curve(answer)),
    )


def write_table(columns: Mapping[str, Any], path: Path) -> bool:
    """Write columns as Parquet, in parts; False without pyarrow. The same columns give the same bytes."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return False
    rows = len(next(iter(columns.values())))
    parts = (
        pa.table({name: _told(name, values[begun : begun + AT_ONCE]) for name, values in columns.items()})
        for begun in range(0, rows, AT_ONCE)
    )
    first = next(parts)
    with writing_whole(path) as file, pq.ParquetWriter(file, first.schema, compression="zstd") as writer:
        for part in chain([first], parts):
            writer.write_table(part)
    return True


def _told(name: str, values: Any) -> Any:
    """A column as Arrow has it; a covariate of words by its words."""
    import pyarrow as pa

    return (
        pa.DictionaryArray.from_arrays(values, list(WORDS[name]))
        if name in WORDS and values.dtype.kind in "iu"
        else pa.array(values)
    )
