"""Concerns on the map, the skin type, and the screening of the consult."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from consult_cases import as_sent, intake_sent, skin_sent
from django.test import Client as Browser
from django.urls import reverse
from faults import every_fault

from rederm import Client, Course
from rederm.clinic.accounts.models import User
from rederm.clinic.audit.models import Entry
from rederm.clinic.charts.keep import new_record
from rederm.clinic.charts.models import FileVersion, Record
from rederm.clinic.charts.steps import DONE, NEXT
from rederm.clinic.consult.body_map import views
from rederm.clinic.consult.concern_form import ConcernForm
from rederm.clinic.consult.day import SessionQuestions
from rederm.clinic.consult.keep import held, put, put_screening, put_skin_type
from rederm.clinic.consult.models import PLAN, SESSION, Screening, SkinTyping
from rederm.clinic.consult.screening import on_the_day, screen, screen_client, session_questions, standing
from rederm.clinic.consult.skin_type import disagreement, mean_angle, measured, questionnaire, suggested
from rederm.clinic.consult.step import consult
from rederm.safety import check
from rederm.skin import site_names
from rederm.skin.names import CONCERN_KINDS, SUBTYPES
from rederm.sources import InputError

TODAY = date.today()
COURSE = "3 sessions of opus-plasma on cheek at 60 W, 4 weeks apart"


def client_of(record: Record) -> Client:
    version = record.file
    assert version is not None
    return version.client(TODAY)


def concern_sent(record: Record, **given: str) -> dict[str, str]:
    return as_sent(ConcernForm()) | {"seen": held(record).seen, "edit": ""} | given


# the map


def test_every_site_of_a_client_file_stands_on_the_map_once_in_the_order_of_the_tab_key() -> None:
    reached = [region.site for view in views([], []) for region in view.regions if not region.repeated]
    assert sorted(reached) == sorted(site_names())


def test_a_mark_carries_its_number_and_the_name_says_what_it_is() -> None:
    concerns = [{"kind": "texture", "site": "cheek"}, {"kind": "wrinkles", "site": "cheek"}]
    cheek = next(r for view in views(concerns, ["Texture", "Wrinkles"]) for r in view.regions if r.site == "cheek")
    assert [number for number, _, _ in cheek.marks] == [1, 2]
    assert cheek.label == "cheek: 1 Texture; 2 Wrinkles"


@pytest.mark.parametrize("kind", CONCERN_KINDS)
def test_a_kind_can_be_chosen_with_its_own_subtypes_and_no_others(kind: str) -> None:
    offered = {value.partition("/")[2] for value, _ in ConcernForm().fields["kind"].choices if value.partition("/")[0] == kind}  # type: ignore[attr-defined]
    assert offered == {"", *SUBTYPES.get(kind, ())}


def test_a_concern_is_placed_edited_and_taken_out(signed_in: Callable[..., Browser], record: Record) -> None:
    browser, address = signed_in("assistant"), reverse("concerns", args=[record.pk])
    new = concern_sent(record, kind="stretch-marks/white", site="thigh", severity="4")
    assert browser.post(address, new).status_code == 302
    assert held(record).content["concerns"][-1] == {
        "kind": "stretch-marks",
        "subtype": "white",
        "site": "thigh",
        "severity": 4.0,
    }
    other = concern_sent(record, kind="laxity", site="neck", edit="4", weight="0.5")
    assert browser.post(address, other).status_code == 302
    assert held(record).content["concerns"][-1] == {"kind": "laxity", "site": "neck", "weight": 0.5}
    out = {"edit": "4", "seen": held(record).seen}
    assert browser.post(reverse("concern-remove", args=[record.pk]), out).status_code == 302
    assert held(record).content["concerns"] == record.versions.get(number=1).content["concerns"]


def test_each_concern_goes_through_its_form_unchanged(record: Record) -> None:
    kept = [*held(record).content["concerns"], {"kind": "redness", "site": "nose", "severity": 2.5, "weight": 0.125}]
    for concern in kept:
        form = ConcernForm(concern, data=as_sent(ConcernForm(concern)))
        assert form.is_valid(), form.errors
        assert form.concern() == concern


def test_a_concern_that_stands_already_is_refused_with_what_was_chosen_kept(
    signed_in: Callable[..., Browser], record: Record
) -> None:
    twice = concern_sent(record, kind="acne-scars", site="cheek", severity="1")
    response = signed_in("assistant").post(reverse("concerns", args=[record.pk]), twice)
    assert response.status_code == 422
    assert "stands 2 times" in response.content.decode()
    assert response.context["form"]["severity"].value() == "1"
    assert record.versions.count() == 1


def test_the_last_concern_cannot_be_taken_out_of_a_file(signed_in: Callable[..., Browser], record: Record) -> None:
    put(
        record.versions.get().by,
        record,
        held(record).content | {"concerns": [{"kind": "texture", "site": "cheek"}]},
        "version 1",
    )
    out = {"edit": "1", "seen": held(record).seen}
    response = signed_in("assistant").post(reverse("concern-remove", args=[record.pk]), out)
    assert response.status_code == 422
    assert len(held(record).content["concerns"]) == 1


def test_a_concern_written_over_a_newer_file_is_told(signed_in: Callable[..., Browser], record: Record) -> None:
    old = concern_sent(record, kind="laxity", site="neck")
    put(record.versions.get().by, record, held(record).content | {"weight_kg": 70.0}, "version 1")
    assert signed_in("assistant").post(reverse("concerns", args=[record.pk]), old).status_code == 409
    assert record.versions.count() == 2


def test_a_site_opens_its_form_and_is_listed_without_any_script(signed_in: Callable[..., Browser], record: Record) -> None:
    page = signed_in("assistant").get(reverse("concerns", args=[record.pk]), {"site": "lower-leg"}).content.decode()
    assert 'id="concern"' in page
    assert '<option value="lower-leg" selected>' in page
    assert all(f'<option value="{site}"' in page for site in site_names())


def test_a_new_client_goes_from_nothing_to_a_first_version_in_any_order(
    signed_in: Callable[..., Browser], person: Callable[..., Any]
) -> None:
    new = new_record(person("assistant"), "Nina Invented", date(1990, 1, 1), invented=True)
    browser = signed_in("assistant")
    for name in ("concerns", "skin-type", "intake", "screening"):
        assert browser.get(reverse(name, args=[new.pk])).status_code == 200
    assert browser.post(reverse("skin-type", args=[new.pk]), skin_sent(new, chosen="2")).status_code == 302
    assert browser.post(reverse("concerns", args=[new.pk]), concern_sent(new, kind="laxity", site="neck")).status_code == 302
    assert (new.file, held(new).lacking) == (None, ["the sex"])
    assert consult(new, browser_user(browser)).said == "Still to ask: the sex."
    assert browser.post(reverse("intake", args=[new.pk]), intake_sent(new) | {"sex": "male"}).status_code == 302
    assert new.file is not None
    assert new.file.content == {"sex": "male", "fitzpatrick": 2, "concerns": [{"kind": "laxity", "site": "neck"}]}
    assert browser.get(reverse("screening", args=[new.pk])).context["questions"]


def test_a_child_is_entered_by_a_physician_or_not_at_all(signed_in: Callable[..., Browser], person: Callable[..., Any]) -> None:
    new = new_record(person("assistant"), "Kim Invented", date(TODAY.year - 10, 1, 1), invented=True)
    put(person("clinician"), new, {"fitzpatrick": 2, "concerns": [{"kind": "scars", "site": "arm"}]}, "draft 0")
    browser, address = signed_in("assistant"), reverse("intake", args=[new.pk])
    refused = browser.post(address, intake_sent(new) | {"sex": "male"})
    assert list(refused.context["form"].errors) == ["physician_entry"]
    assert browser.post(address, intake_sent(new) | {"sex": "male", "physician_entry": "yes"}).status_code == 302


def browser_user(browser: Browser) -> User:
    return User.objects.get(pk=browser.session["_auth_user_id"])


# the skin type


@pytest.mark.parametrize(
    ("points", "kind"),
    [(0, 1), (6, 1), (7, 2), (13, 2), (14, 3), (20, 3), (21, 4), (27, 4), (28, 5), (34, 5), (35, 6), (40, 6)],
)
def test_points_make_the_type_that_the_source_gives(points: int, kind: int) -> None:
    keys = list(questionnaire()["question"])
    spread = {key: min(4, max(0, points - 4 * place)) for place, key in enumerate(keys)}
    assert sum(spread.values()) == points
    assert suggested(spread) == kind


def test_an_answer_that_was_not_asked_makes_no_suggestion() -> None:
    answers: dict[str, int | None] = dict.fromkeys(questionnaire()["question"], 2)
    assert suggested(answers | {"eyes": None}) is None


def test_every_question_has_five_answers_and_a_source_is_named() -> None:
    assert all(len(asked["answers"]) == 5 for asked in questionnaire()["question"].values())
    assert questionnaire()["source"]


def test_the_angle_is_the_published_one_and_readings_are_averaged() -> None:
    assert mean_angle([{"L": 65.0, "b": 15.0}]) == 45.0
    assert mean_angle([{"L": 65.0, "b": 15.0}, {"ita": 25.0}]) == 35.0
    assert mean_angle([]) is None


@pytest.mark.parametrize(
    ("angle", "name", "kind"),
    [(60, "very light", 1), (48, "light", 2), (34, "intermediate", 3), (20, "tan", 4), (0, "brown", 5), (-40, "dark", 6)],
)
def test_an_angle_has_its_class_and_the_type_beside_it(angle: float, name: str, kind: int) -> None:
    found = measured(angle)
    assert found is not None
    assert (found.name, found.type) == (name, kind)
    assert disagreement(kind, found) == ""
    far = kind + 2 if kind < 5 else kind - 2
    assert "disagree" in disagreement(far, found)


def test_type_and_angle_are_both_kept_and_the_override_too(signed_in: Callable[..., Browser], record: Record) -> None:
    given = {f"answer.{key}": "2" for key in questionnaire()["question"]} | {
        "chosen": "5",
        "reading.1.L": "65",
        "reading.1.b": "15",
        "reading.2.ita": "47",
    }
    assert signed_in("assistant").post(reverse("skin-type", args=[record.pk]), skin_sent(record, **given)).status_code == 302
    typing = SkinTyping.objects.get()
    assert (typing.suggested, typing.chosen, typing.ita, len(typing.readings)) == (3, 5, 46.0, 2)
    assert (held(record).content["fitzpatrick"], held(record).content["ita"]) == (5, 46.0)


def test_without_a_reading_the_angle_of_the_file_stays(signed_in: Callable[..., Browser], record: Record) -> None:
    signed_in("assistant").post(reverse("skin-type", args=[record.pk]), skin_sent(record, chosen="3"))
    assert (held(record).content["fitzpatrick"], held(record).content["ita"]) == (3, 22.0)


def test_working_it_out_writes_nothing(signed_in: Callable[..., Browser], record: Record) -> None:
    sent = skin_sent(record, chosen="1") | {"work_out": "1", "reading.1.ita": "0"}
    response = signed_in("assistant").post(reverse("skin-type", args=[record.pk]), sent)
    assert response.status_code == 200
    assert "disagree" in response.content.decode()
    assert (SkinTyping.objects.count(), record.versions.count()) == (0, 1)


def test_half_a_reading_is_refused(signed_in: Callable[..., Browser], record: Record) -> None:
    sent = skin_sent(record, chosen="3") | {"reading.1.L": "60"}
    assert signed_in("assistant").post(reverse("skin-type", args=[record.pk]), sent).status_code == 422


# the screening


def test_a_screening_says_what_the_rules_say_to_the_same_client_and_course(record: Record) -> None:
    course = Course.parse(COURSE)
    assert list(screen(record, course).findings) == check(client_of(record), course)


def test_without_a_course_every_device_is_asked_about_blocks_first(record: Record) -> None:
    from rederm.devices import device_names, load_device
    from rederm.planning.candidates import concern_sites, default_course

    client, found = client_of(record), screen(record, None).findings
    alone = [f for name in device_names() for f in check(client, default_course(load_device(name), concern_sites(client)))]
    assert sorted(map(str, found)) == sorted(map(str, alone))
    strengths = [("block", "ask", "note").index(f.strength) for f in found]
    assert strengths == sorted(strengths)


def test_what_was_not_asked_is_shown_as_such_with_the_way_to_its_answer(
    signed_in: Callable[..., Browser], record: Record
) -> None:
    content = held(record).content
    history = {key: value for key, value in content["history"].items() if key != "keloids"}
    put(record.versions.get().by, record, content | {"history": history}, "version 1")
    page = signed_in("assistant").get(reverse("screening", args=[record.pk])).content.decode()
    assert f"{reverse('intake', args=[record.pk])}#field-history.keloids" in page
    assert "An answer that is missing is not a no" in page


def test_a_kept_screening_stays_as_it_was_when_the_file_changes(signed_in: Callable[..., Browser], record: Record) -> None:
    browser = signed_in("assistant")
    answer = browser.post(reverse("screening", args=[record.pk]), {"seen": held(record).seen})
    assert answer.status_code == 302
    before = Screening.objects.get().findings
    content = held(record).content
    put(record.versions.get().by, record, content | {"history": content["history"] | {"pacemaker": True}}, "version 1")
    assert Screening.objects.get().findings == before
    assert screen(record, None).findings != before
    page = browser.get(answer.url).content.decode()
    assert "The file was changed since" in page


def test_a_screening_of_a_file_that_changed_meanwhile_is_not_kept(signed_in: Callable[..., Browser], record: Record) -> None:
    response = signed_in("assistant").post(reverse("screening", args=[record.pk]), {"seen": "version 0"})
    assert response.status_code == 422
    assert Screening.objects.count() == 0


def test_a_device_is_out_only_where_no_site_is_left() -> None:
    def block(site: str) -> dict[str, Any]:
        return {"device": "d", "strength": "block", "site": site}

    assert standing([block("cheek")], ("cheek", "chin")) == {"d": "part"}
    assert standing([block("cheek, chin")], ("cheek", "chin")) == {"d": "out"}
    assert standing([block("cheek"), block("")], ("cheek", "chin")) == {"d": "out"}
    assert standing([{"device": "d", "strength": "ask", "site": ""}], ("cheek",)) == {"d": "ask"}


# the day of a session


def test_what_may_have_changed_is_asked_anew_and_only_what_the_devices_rules_read(record: Record) -> None:
    keys = session_questions(client_of(record), Course.parse(COURSE))
    assert {"active_infection", "recent_tan", "isotretinoin_stopped_months"} <= set(keys)
    assert "keloids" not in keys  # was asked at the consult
    assert "pregnant" not in keys  # she is past the menopause


def test_nothing_asked_on_the_day_is_nothing_known(record: Record) -> None:
    client, course = client_of(record), Course.parse(COURSE)
    keys = session_questions(client, course)
    said = screen_client(on_the_day(client, dict.fromkeys(keys)), course)
    assert len(said.questions) == len(keys)
    assert any(f.question for f in said.findings)


def test_an_infection_on_the_day_stops_a_session_that_was_clear_at_the_plan(record: Record) -> None:
    course = Course.parse(COURSE)
    day = {"active_infection": True}
    assert "block" not in {f.strength for f in screen(record, course).findings}
    now = screen(record, course, day)
    assert "block" in {f.strength for f in now.findings}
    kept = put_screening(record.versions.get().by, record, now, SESSION)
    assert (kept.day, kept.course, kept.moment) == (day, course.text, SESSION)
    assert client_of(record).history.active_infection is False  # the file is not changed by the day


def test_the_form_of_the_day_is_empty_and_what_is_left_open_stays_not_asked(record: Record) -> None:
    client, course = client_of(record), Course.parse(COURSE)
    empty = as_sent(SessionQuestions(client, course))
    assert set(empty.values()) == {""}
    form = SessionQuestions(client, course, empty | {"day-active_infection": "no"})
    assert form.is_valid(), form.errors
    assert {key: value for key, value in form.answers.items() if value is not None} == {"active_infection": False}


def test_a_form_of_the_day_that_came_in_part_is_refused(record: Record) -> None:
    assert not SessionQuestions(client_of(record), Course.parse(COURSE), {"day-active_infection": "no"}).is_valid()


# the chart, and faults


def test_the_step_of_the_chart_goes_from_asking_to_done(record: Record) -> None:
    user = record.versions.get().by
    assert consult(record, user).state == NEXT
    put_screening(user, record, screen(record, None), PLAN)
    assert consult(record, user).state == DONE
    put(user, record, held(record).content | {"weight_kg": 70.0}, "version 1")
    assert consult(record, user).state == NEXT


def test_nothing_can_be_screened_before_there_is_a_file(record: Record, person: Callable[..., Any]) -> None:
    other = Record.objects.create(clinic=record.clinic, number=99, name="New Invented", born=date(1980, 1, 1))
    with pytest.raises(InputError, match="no file yet"):
        screen(other, None)


def test_a_fault_at_any_write_leaves_neither_type_nor_screening_nor_their_log(record: Record) -> None:
    user = record.versions.get().by
    screened = screen(record, None)

    def typing() -> None:
        put_skin_type(user, record, "version 1", SkinTyping(answers={}, suggested=None, chosen=2, readings=[], ita=None))

    for write in (typing, lambda: put_screening(user, record, screened, PLAN)):
        before = [model.objects.count() for model in (FileVersion, SkinTyping, Screening, Entry)]
        for fault in every_fault():
            with fault:
                write()
            if fault.struck:
                assert [model.objects.count() for model in (FileVersion, SkinTyping, Screening, Entry)] == before
