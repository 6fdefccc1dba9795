"""The verdict answers every claim, with a verdict for each way in which it may come out, and reads no device by name."""

import numpy as np
import pytest

from rederm.evidence.verdict import verdict
from rederm.evidence.verdict_cases import COURSES, Cases, gain, share
from rederm.evidence.verdict_claims import CLAIMS
from rederm.output.verdict import MARKS, markdown
from rederm.sources import DATA, read_toml, reference

ENTRIES = read_toml(DATA / "evidence" / "claims.toml")["claim"]


def test_every_claim_is_computed_and_has_a_verdict_for_each_outcome() -> None:
    assert [entry["number"] for entry in ENTRIES] == list(CLAIMS) == list(range(1, 18))
    for entry in ENTRIES:
        assert all(entry[outcome] for outcome in MARKS)
        assert all(reference(key).cite() for key in entry["source"])


def test_a_share_of_nothing_is_not_told() -> None:
    part, whole = np.array([0.2, 0.0]), np.array([0.4, 0.0])
    assert share(part, whole)[0] == pytest.approx(0.5)
    assert np.isnan(share(part, whole)[1])


def test_a_course_is_simulated_once() -> None:
    cases = Cases(2, 0)
    text = next(iter(COURSES.values()))
    assert cases.face(text) is cases.face(text)
    assert gain(cases.face(text), 180).shape == (2,)


def test_the_page_holds_every_claim_and_table() -> None:
    result = verdict(draws=2).to_json()
    text = markdown(result)
    for entry in ENTRIES:
        assert entry["claim"] in text
    for table in result["tables"]:
        assert f"## {table['title']}" in text
        assert all(len(row["cells"]) == len(table["columns"]) for row in table["rows"])
