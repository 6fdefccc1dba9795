"""The intake keeps exactly what was said: not asked stays not asked, nothing is half written, nobody overwrites unseen."""

from collections.abc import Callable
from datetime import date
from typing import Any
from unittest import mock

import pytest
from consult_cases import answers, as_sent, histories, intake_sent, skin_sent
from django.test import Client as Browser
from django.urls import reverse
from faults import every_fault
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from rederm.clinic.accounts.models import Clinic, User
from rederm.clinic.audit.models import Entry
from rederm.clinic.charts.keep import new_record
from rederm.clinic.charts.models import FileVersion, Record, content_of
from rederm.clinic.consult.client_form import Intake, rows_of
from rederm.clinic.consult.concern_form import ConcernForm
from rederm.clinic.consult.keep import Held, held, put
from rederm.clinic.consult.models import Draft
from rederm.skin import Client
from rederm.skin.history import History
from rederm.sources import InputError

BARE = {"sex": "female", "fitzpatrick": 3, "concerns": [{"kind": "texture", "site": "cheek"}]}
LOCAL = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def empty(person: Callable[..., User]) -> Record:
    return new_record(person("clinician"), "Nina Invented", date(1990, 1, 1), invented=True)


def through_form(record: Record, content: dict[str, Any]) -> dict[str, Any]:
    """What the form makes of a file that it was prefilled with."""
    sent = intake_sent(record, content)
    form, rows = Intake(record, content, sent), rows_of(content, sent)
    assert form.is_valid(), form.errors
    assert rows.is_valid(), rows.errors
    return form.written([row.said() for row in rows if row.said()])


def canonical(content: dict[str, Any]) -> dict[str, Any]:
    return content_of(Client.parse(content | {"age": 40}))


@pytest.mark.parametrize("key", History.model_fields)
def test_each_history_key_goes_through_the_form_unchanged_or_stays_absent(key: str) -> None:
    @LOCAL
    @given(answers(key))
    def run(answer: Any) -> None:
        content = canonical({**BARE, "history": {} if answer is None else {key: answer}})
        assert canonical(through_form(Record(number=1), content)) == content

    run_without_database(run)


def run_without_database(run: Callable[[], None]) -> None:
    with mock.patch("consult_cases.held", return_value=Held({}, None, "draft 0")):
        run()


def test_whole_histories_and_the_rest_of_the_file_go_through_unchanged() -> None:
    rest = {
        "weight_kg": 61.25,
        "menopause_years": 3,
        "ageing_in_family": "late",
        "treatments_before": [
            {"device": "fractional-co2", "site": "cheek", "weeks_ago": 52.5, "sessions": 3},
            {"device": "a peel"},
        ],
        "habits": {"smoker": False, "sunscreen": "daily", "moisturise": True},
        "limits": {"downtime_days": 7.5, "budget": 3000.1, "currency": "EUR", "pain": 6, "visits": 4, "ready_by": "2027-06-12"},
    }

    @LOCAL
    @given(histories(), st.sampled_from([{}, rest, {"treatments_before": []}, {"physician_entry": False}]))
    def run(history: dict[str, Any], more: dict[str, Any]) -> None:
        content = canonical({**BARE, **more, "history": history})
        assert canonical(through_form(Record(number=1), content)) == content

    run_without_database(run)


def test_a_blank_intake_says_no_to_nothing(signed_in: Callable[..., Browser], empty: Record) -> None:
    sent = intake_sent(empty) | {"sex": "female"}
    assert signed_in("assistant").post(reverse("intake", args=[empty.pk]), sent).status_code == 302
    assert held(empty).content == {"sex": "female"}
    version = put(User.objects.first(), empty, held(empty).content | BARE, "draft 1")
    assert version is not None
    client = version.client(date(2026, 1, 1))
    assert all(getattr(client.history, key) is None for key in History.model_fields)
    assert "history" not in version.content
    assert client.provisional
    assert Draft.objects.count() == 0


def test_what_was_typed_comes_back_beside_each_fault(signed_in: Callable[..., Browser], record: Record) -> None:
    wrong = {
        "weight_kg": "heavy",
        "limits.pain": "11",
        "limits.currency": "usd",
        "history.allergies_0": "these",
        "history.allergies_1": " ",
    }
    response = signed_in("assistant").post(reverse("intake", args=[record.pk]), intake_sent(record) | wrong)
    assert response.status_code == 422
    page = response.content.decode()
    for typed in ("heavy", 'value="11"', "usd"):
        assert typed in page
    assert {"weight_kg", "limits.pain", "history.allergies"} <= set(response.context["form"].errors)
    assert record.versions.count() == 1


def test_a_line_of_treatments_before_that_cannot_be_kept_is_told_at_the_head_too(
    signed_in: Callable[..., Browser], record: Record
) -> None:
    response = signed_in("assistant").post(
        reverse("intake", args=[record.pk]), intake_sent(record) | {"before-0-result": "good"}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "Nothing was saved" in page
    assert "say what was done" in page


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("limits.currency", {"limits.currency": "usd"}),
        ("menopause_years", {"sex": "male"}),
        ("limits.downtime_days_course", {"limits.downtime_days": "9", "limits.downtime_days_course": "3"}),
        ("history.pregnant", {"sex": "male", "menopause_years": "", "history.pregnant": "yes"}),
    ],
)
def test_a_refusal_of_the_client_file_stands_beside_its_field(
    field: str, changed: dict[str, str], signed_in: Callable[..., Browser], record: Record
) -> None:
    response = signed_in("assistant").post(reverse("intake", args=[record.pk]), intake_sent(record) | changed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field], response.context["form"].errors


def test_a_contradictory_answer_is_refused_not_chosen_between(signed_in: Callable[..., Browser], record: Record) -> None:
    both = {"history.isotretinoin_stopped_months_0": "never", "history.isotretinoin_stopped_months_1": "4"}
    response = signed_in("assistant").post(reverse("intake", args=[record.pk]), intake_sent(record) | both)
    assert "history.isotretinoin_stopped_months" in response.context["form"].errors


def test_the_second_of_two_who_write_is_told_and_shown_what_the_first_wrote(
    signed_in: Callable[..., Browser], record: Record
) -> None:
    address, sent = reverse("intake", args=[record.pk]), intake_sent(record)
    assert signed_in("assistant").post(address, sent | {"history.keloids": "yes"}).status_code == 302
    second = signed_in("clinician").post(address, sent | {"weight_kg": "71"})
    assert second.status_code == 409
    page = second.content.decode()
    assert "somebody else changed" in page
    assert 'value="71"' in page
    assert [str(label) for label, _ in second.context["theirs"]] == [
        "Weight",
        str(second.context["form"]["history.keloids"].label),
    ]
    assert record.versions.count() == 2


def test_saving_what_stands_already_makes_no_new_version(signed_in: Callable[..., Browser], record: Record) -> None:
    assert signed_in("assistant").post(reverse("intake", args=[record.pk]), intake_sent(record)).status_code == 302
    assert record.versions.count() == 1


def test_every_save_adds_a_version_and_changes_none(signed_in: Callable[..., Browser], record: Record) -> None:
    before = record.versions.get().content
    for weight in ("70", "71"):
        signed_in("assistant").post(reverse("intake", args=[record.pk]), intake_sent(record) | {"weight_kg": weight})
    assert [v.content.get("weight_kg") for v in record.versions.order_by("number")] == [68.0, 70.0, 71.0]
    assert record.versions.get(number=1).content == before


def test_a_write_that_fails_anywhere_leaves_nothing(record: Record, empty: Record) -> None:
    user = record.versions.get().by
    for of, content, seen in (
        (record, record.versions.get().content | {"weight_kg": 70.0}, "version 1"),
        (empty, {"sex": "male"}, "draft 0"),
    ):
        before = (FileVersion.objects.count(), Draft.objects.count(), Entry.objects.count())
        struck = 0
        for fault in every_fault():
            with fault:
                put(user, of, content, seen)
            if fault.struck:
                struck += 1
                assert (FileVersion.objects.count(), Draft.objects.count(), Entry.objects.count()) == before
        assert struck >= 2


def test_a_draft_refuses_what_a_file_would(empty: Record, person: Callable[..., User]) -> None:
    with pytest.raises(InputError, match="weight_kg"):
        put(person("clinician"), empty, {"weight_kg": 1.0}, "draft 0")
    assert Draft.objects.count() == 0


class AnyPost(TestCase):
    """Whatever part of the form arrives, in whatever shape, the answer is one of ours and nothing is half written."""

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_a_partial_post_never_fails_and_never_writes_half(self, data: st.DataObject) -> None:
        clinic = Clinic.objects.create(name="Invented clinic")
        user = User.objects.invite("a@example.org", "Invented", "assistant", clinic)
        record = new_record(user, "Nina Invented", date(1990, 1, 1))
        put(user, record, {**BARE, "history": {"keloids": True, "allergies": ["latex"]}}, "draft 0")
        browser = Browser(raise_request_exception=True)
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        pages = {
            "intake": intake_sent(record),
            "concerns": as_sent(ConcernForm()) | {"seen": held(record).seen, "edit": "1", "kind": "laxity", "site": "neck"},
            "concern-remove": {"seen": held(record).seen, "edit": "1"},
            "skin-type": skin_sent(record, chosen="2"),
            "screening": {"seen": held(record).seen},
        }
        name = data.draw(st.sampled_from(sorted(pages)))
        sent = pages[name]
        names = st.sampled_from(sorted(sent))
        lost = data.draw(st.sets(names, max_size=8))
        odd = data.draw(
            st.dictionaries(names, st.text(max_size=12) | st.sampled_from(["-1", "1e400", "nan", "yes", "0"]), max_size=4)
        )
        partial = {key: value for key, value in (sent | odd).items() if key not in lost}
        response = browser.post(reverse(name, args=[record.pk]), partial)
        assert response.status_code in (302, 409, 422)
        newest = record.file
        assert newest is not None
        if {key for key in lost if not key.startswith("before-") and key != "edit"}:
            assert newest.number == 1, "a form that came in part was written"
        if "history.keloids" not in odd:
            assert newest.content["history"]["keloids"] is True
