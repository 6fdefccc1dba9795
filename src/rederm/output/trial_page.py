"""A trial as files: trial.json, clients.parquet and report.html (a page for developers of trials, in English)."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm.output.page import json_text, picture, render, write_files
from rederm.output.trial_charts import differences, power_curve
from rederm.output.trial_view import cohort_rows, design, effect_rows, rate_rows, subgroup_rows
from rederm.planning import STATEMENT

if TYPE_CHECKING:
    from rederm.outlook.trial.result import TrialResult
    from rederm.outlook.trial.spec import TrialSpec

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
    content: dict[str, str | bytes] = {"trial.json": json_text(answer), "report.html": trial_page(answer)}
    table = clients_table(columns)
    if table is not None:
        content["clients.parquet"] = table
    return write_files(folder, content)


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


def clients_table(columns: Mapping[str, Any]) -> bytes | None:
    """One row a client and arm as Parquet, or None without pyarrow. The same columns give the same bytes."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return None
    buffer = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), buffer, compression="zstd")
    return buffer.getvalue()
