"""The demonstration: invented, marked so, and made by the services that people use."""

from pathlib import Path

import pytest

from rederm.clinic.accounts.models import Clinic
from rederm.clinic.audit.log import verify
from rederm.clinic.charts.models import Record
from rederm.clinic.project.serve import demo_links, first_link
from rederm.sources import DATA

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.django_db
def test_a_demonstration_has_a_client_at_every_step_and_says_that_they_are_invented() -> None:
    assert first_link(demo=True)
    assert Clinic.objects.get().demo
    assert set(Record.objects.values_list("invented", flat=True)) == {True}
    maria = Record.objects.get(name="Maria Invented")
    course = maria.courses.get()
    assert course.state == "under way"
    assert course.seen.count() == 3
    assert [name for name, _ in demo_links()] == ["Demo Assistant", "Demo Clinician"]
    assert verify() == []


def test_its_clients_are_those_of_the_examples() -> None:
    for path in (DATA / "demo").glob("*.toml"):
        assert path.read_bytes() == (EXAMPLES / path.name).read_bytes()
