"""A consent is bound to its texts, answers, signature and course; it is asked for again when any of them changes."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from consent_cases import NAME, OUTLOOK, good_answers, picture, signed, told_course
from faults import every_fault

from rederm.clinic.accounts.models import User
from rederm.clinic.audit.log import digest, verify
from rederm.clinic.audit.models import Entry
from rederm.clinic.charts.steps import steps_of
from rederm.clinic.consents.bound import digest_of, intact, seen_of
from rederm.clinic.consents.filled import parts
from rederm.clinic.consents.letters import printable
from rederm.clinic.consents.modality import GENERAL, modalities, modality_of, needed, starting_text
from rederm.clinic.consents.models import Consent, ConsentText
from rederm.clinic.consents.sign import sign, withdraw
from rederm.clinic.consents.signature import drawn, typed
from rederm.clinic.consents.standing import standing
from rederm.clinic.consents.texts import blocks, check, difference, new_text, newest, newest_of
from rederm.clinic.plans.models import CHOSEN, CONSENTED, REPLACED, ChosenCourse
from rederm.clinic.vault import vault
from rederm.clinic.vault.models import Sealed
from rederm.course import parse_course
from rederm.devices import device_names, load_device, make_setting
from rederm.sources import InputError


@pytest.fixture
def course(record: Any) -> ChosenCourse:
    return told_course(record)


def said(course: ChosenCourse) -> str:
    return " ".join(
        word
        for part in parts(newest(course.record.clinic, GENERAL), course)
        for row in [[part.words], *part.rows]
        for word in row
    )


@pytest.mark.parametrize("name", device_names())
def test_every_device_has_a_text(name: str) -> None:
    assert modality_of(make_setting(load_device(name), {})) in modalities()


@pytest.mark.parametrize("modality", list(modalities()))
def test_every_starting_text_can_be_used_and_says_that_it_is_to_be_checked(modality: str) -> None:
    text = starting_text(modality)
    assert check(modality, text) == text
    assert text.startswith("A starting text: have it checked under your local law.")


def test_a_course_of_several_devices_needs_the_text_of_each() -> None:
    course = parse_course("1 session of microdermabrasion on face; after 4 weeks 1 session of fractional-co2 on face")
    assert needed(course) == [GENERAL, "fractional-laser", "microdermabrasion"]


def test_a_strong_acid_needs_the_text_of_the_deep_peel() -> None:
    peels = ["1 session of tca-peel on face at 20 %", "1 session of tca-peel on face at 35 %"]
    assert [needed(parse_course(text))[-1] for text in peels] == ["peel", "deep-peel"]


def test_a_risk_is_told_as_people_with_its_band_and_one_without_data_is_never_zero(course: ChosenCourse) -> None:
    risks = {row[0]: row[1:] for part in parts(newest(course.record.clinic, GENERAL), course) for row in part.rows}
    assert risks["Dark marks after healing (PIH)"] == ("about 16 in 100, between 1 and 74", "Computed from published studies.")
    assert risks["Lasting pale patches (hypopigmentation)"][0] == "fewer than 1 in 1000, up to 200"
    assert "guess" in risks["Lasting pale patches (hypopigmentation)"][1]
    for unknown in ("Scar", "Redness that stays for months"):
        assert risks[unknown][0] == "no data"
        assert "does not mean" in risks[unknown][1]


def test_a_text_promises_no_result_and_names_what_else_there_is(course: ChosenCourse) -> None:
    words = said(course)
    assert "They are a simulation. They are no promise" in words
    assert "do nothing" in words


def test_a_signed_consent_stands_and_the_course_is_consented_to(course: ChosenCourse) -> None:
    assert not standing(course)
    consent = signed(course)
    assert standing(course)
    assert course.state == CONSENTED
    assert [text["modality"] for text in consent.texts] == [GENERAL, "plasma"]
    assert verify() == []


@pytest.mark.parametrize("part", ["course_digest", "texts", "answers", "signer", "signature", "at"])
def test_the_digest_changes_with_every_part(course: ChosenCourse, part: str) -> None:
    consent = signed(course)
    other = told_course(course.record, "2 sessions of opus-plasma on cheek at 60 W, 4 weeks apart")
    bound = {
        "course_digest": course.digest,
        "texts": consent.texts,
        "answers": consent.answers,
        "signer": NAME,
        "manner": consent.manner,
        "signature": consent.signature.digest,
        "clinician": str(course.by.pk),
        "at": consent.at,
    }
    assert digest_of(**bound) == consent.digest
    changed: dict[str, Any] = {
        "course_digest": other.digest,
        "texts": consent.texts[1:],
        "answers": [],
        "signer": "x",
        "signature": "x",
    }
    changed["at"] = course.at
    assert digest_of(**(bound | {part: changed[part]})) != consent.digest


def test_it_is_asked_again_when_a_text_changes(course: ChosenCourse, person: Callable[..., User]) -> None:
    signed(course)
    new_text(person("owner"), "peel", starting_text("peel") + "\nMore.\n", 1)
    assert standing(course), "a text of another modality is none of this course's"
    new_text(person("owner"), "plasma", starting_text("plasma") + "\nMore.\n", 1)
    assert "Plasma" in standing(course).why
    assert not standing(course)
    signed(course)
    assert standing(course)


def test_it_is_asked_again_when_the_course_changes(course: ChosenCourse) -> None:
    signed(course)
    ChosenCourse.objects.filter(pk=course.pk).update(digest=digest("another"))
    course.refresh_from_db()
    assert not standing(course)
    assert not standing(told_course(course.record, "2 sessions of opus-plasma on cheek at 60 W, 4 weeks apart"))


def test_a_kept_consent_that_somebody_changed_does_not_stand(course: ChosenCourse) -> None:
    consent = signed(course)
    assert intact(Consent.objects.get())
    Consent.objects.update(answers=[{**consent.answers[0], "answer": "no"}, *consent.answers[1:]])
    assert not intact(Consent.objects.get())
    assert "not what was signed" in standing(course).why


def test_what_was_taken_back_does_not_stand_and_the_course_is_chosen_again(course: ChosenCourse) -> None:
    consent = signed(course)
    withdraw(course.by, consent, "changed her mind")
    course.refresh_from_db()
    assert not standing(course)
    assert course.state == CHOSEN
    with pytest.raises(InputError, match="taken back before"):
        withdraw(course.by, consent, "")
    signed(course)
    assert standing(course)


def test_a_text_that_changed_while_it_was_read_is_not_signed(course: ChosenCourse, person: Callable[..., User]) -> None:
    seen = seen_of(course, newest_of(course))
    new_text(person("owner"), "plasma", starting_text("plasma") + "\nMore.\n", 1)
    with pytest.raises(InputError, match="changed while it was read"):
        sign(course.by, course, seen, good_answers(), NAME, picture=picture())
    assert not Consent.objects.exists()


def test_a_course_that_was_replaced_or_is_consented_to_is_not_signed(course: ChosenCourse) -> None:
    signed(course)
    with pytest.raises(InputError, match="already"):
        signed(course)
    ChosenCourse.objects.update(state=REPLACED)
    with pytest.raises(InputError, match="replaced"):
        signed(course)


def test_rows_of_evidence_are_never_changed_or_deleted(course: ChosenCourse) -> None:
    consent = signed(course)
    with pytest.raises(TypeError, match="never changed"):
        consent.save()
    with pytest.raises(TypeError, match="never deleted"):
        consent.delete()


def test_an_old_version_of_a_text_is_kept_and_its_difference_shown(person: Callable[..., User]) -> None:
    owner = person("owner")
    old = newest(owner.clinic, "peel").body
    new_text(owner, "peel", old + "\nMore.\n", 1)
    assert [row.number for row in ConsentText.objects.filter(modality="peel").order_by("number")] == [1, 2]
    assert [line for what, line in difference(old, newest(owner.clinic, "peel").body) if what == "added"][-1] == "More."
    with pytest.raises(InputError, match="version 2 meanwhile"):
        new_text(owner, "peel", "Mine.", 1)


@pytest.mark.parametrize("body", ["", "  \n", "No risks in it.", "{sessions}\n{course}\nSome {risks} in a line"])
def test_a_general_text_without_the_risks_is_refused(body: str) -> None:
    with pytest.raises(InputError):
        check(GENERAL, body)


def test_a_text_reads_as_headings_items_and_paragraphs() -> None:
    assert blocks("One\ntwo.\n# Three\n- four\n{risks}\n") == [
        ("text", "One two."),
        ("heading", "Three"),
        ("item", "four"),
        ("risks", ""),
    ]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_a_signature_of_real_strokes_is_kept_as_pixels(mode: str) -> None:
    kept = drawn(picture(mode=mode))
    assert kept.startswith(b"\x89PNG")
    assert drawn("data:image/png;base64," + base64.b64encode(kept).decode()) == kept


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "x",
        "data:image/png;base64,",
        "data:image/png;base64,AAAA",
        "data:image/png;base64,%%%",
        "data:image/svg+xml;base64,PHN2Zy8+",
        picture()[:300],
        picture(lines=False),
        picture(lines=False, mode="RGBA"),
        picture(size=(20, 20)),
        picture(size=(3000, 200)),
        "data:image/png;base64," + "A" * 500_000,
    ],
)
def test_what_is_no_signature_is_refused(sent: str) -> None:
    with pytest.raises(InputError):
        drawn(sent)


def test_a_typed_name_becomes_a_picture_and_an_empty_one_none() -> None:
    assert typed(NAME) != typed("Somebody Else")
    with pytest.raises(InputError, match="blank"):
        typed("   ")


def test_a_name_whose_letters_cannot_be_drawn_is_not_typed_as_a_signature() -> None:
    with pytest.raises(InputError, match="draw the signature"):
        typed("Ольга")


@pytest.mark.parametrize("name", ["Łukasz Žižek-Ðorđe", "Ольга Иванова", "Αθηνά", "O’Neill, Jr."])
def test_a_name_that_the_paper_can_print_is_taken(name: str) -> None:
    assert printable(name, "the name") == name


@pytest.mark.parametrize("name", ["李明", "محمد", "a\x00b", "\u202eairaM"])
def test_a_name_that_would_be_lost_from_the_paper_is_refused(name: str, course: ChosenCourse) -> None:
    with pytest.raises(InputError, match="cannot print"):
        sign(course.by, course, seen_of(course, newest_of(course)), good_answers(), name, picture=picture())
    assert not Consent.objects.exists()


def test_a_failing_write_leaves_no_half_signed_consent(course: ChosenCourse) -> None:
    rows, sealed = Entry.objects.count(), Sealed.objects.count()
    struck = 0
    for fault in every_fault():
        with fault:
            signed(course)
        course.refresh_from_db()
        if not fault.struck:
            break
        struck += 1
        assert not Consent.objects.exists()
        assert not ConsentText.objects.exists()
        assert course.state == CHOSEN
        assert (Entry.objects.count(), Sealed.objects.count()) == (rows, sealed)
        assert verify() == []
    assert struck >= 12
    consent = Consent.objects.get()
    assert standing(course)
    assert Entry.objects.filter(action="sign consent", object=str(consent.pk), after=digest(consent.digest)).count() == 1
    vault.sweep(older_than=0)
    assert {path.stem for path in vault.folder().glob("*/*.sealed")} == {row.id.hex for row in Sealed.objects.all()}
    assert vault.opened(consent.paper).startswith(b"%PDF")
    assert verify() == []


def test_a_failing_write_leaves_no_half_withdrawal(course: ChosenCourse) -> None:
    consent = signed(course)
    for fault in every_fault():
        with fault:
            withdraw(course.by, consent, "")
        course.refresh_from_db()
        assert bool(standing(course)) == fault.struck == (course.state == CONSENTED)
        assert verify() == []


def test_the_chart_says_where_the_consent_stands(record: Any, person: Callable[..., User]) -> None:
    def step(user: User) -> Any:
        return next(step for step in steps_of(record, user) if step.title == "Consent")

    clinician, assistant = person("clinician"), person("assistant")
    assert step(clinician).state == "later"
    course = told_course(record)
    assert step(clinician).links[0][0] == "Read and sign"
    assert step(assistant).links == ()
    signed(course)
    assert step(assistant).state == "done"


def test_the_invented_outlook_lacks_a_risk_on_purpose() -> None:
    assert "prolonged_redness_risk_course" not in OUTLOOK
