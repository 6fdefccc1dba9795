"""The signed paper holds what was signed: every answer, the name, the codes, and the very pixels of the signature."""

import io
from pathlib import Path
from typing import Any

import pytest
from consent_cases import NAME, good_answers, picture, signed, told_course
from PIL import Image, ImageChops
from pypdf import PdfReader

from paper_read import is_tagged
from rederm.clinic.consents.bound import seen_of
from rederm.clinic.consents.models import Consent
from rederm.clinic.consents.sign import sign
from rederm.clinic.consents.texts import blocks, newest_of
from rederm.clinic.vault.vault import opened


@pytest.fixture(params=["drawn", "typed"])
def consent(request: pytest.FixtureRequest, record: Any) -> Consent:
    return signed(told_course(record), **({} if request.param == "drawn" else {"picture": "", "written": NAME}))


@pytest.fixture
def read(consent: Consent) -> PdfReader:
    return PdfReader(io.BytesIO(opened(consent.paper)))


def words(read: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_lost_signature_in_the_pdf(consent: Consent, read: PdfReader) -> None:
    (image,) = [image for page in read.pages for image in page.images]
    kept = Image.open(io.BytesIO(opened(consent.signature))).convert("L")
    found = image.image
    assert found is not None
    assert found.size == kept.size
    assert ImageChops.difference(found.convert("L"), kept).getbbox() is None
    assert kept.getextrema()[0] < 128


def test_every_answer_the_name_and_the_codes_stand_in_the_pdf(consent: Consent, read: PdfReader) -> None:
    text = words(read)
    for each in consent.answers:
        assert f"{each['text']} {each['answer']}" in text
    for code in (consent.digest, consent.course_digest, consent.signature.digest, *(t["digest"] for t in consent.texts)):
        assert code in text
    assert NAME in text
    assert consent.clinician.name in text
    assert consent.course.text in text


@pytest.mark.parametrize("name", ["Łukasz Žižek-Ðorđe", "Ольга Иванова", "Αθηνά", "O’Neill, Jr.", "Nguyên"])
def test_a_name_that_is_taken_is_not_lost_in_the_pdf(name: str, record: Any) -> None:
    course = told_course(record)
    consent = sign(course.by, course, seen_of(course, newest_of(course)), good_answers(), name, picture=picture())
    assert name in words(PdfReader(io.BytesIO(opened(consent.paper))))


def test_the_whole_text_and_the_risks_stand_in_the_pdf(consent: Consent, read: PdfReader) -> None:
    text = words(read)
    for version in newest_of(consent.course):
        assert f"{version.title} version {version.number}" in text
        for _, said in blocks(version.body):
            assert " ".join(said.split()) in text
    assert "about 16 in 100, between 1 and 74" in text
    assert "no data" in text


def test_the_pdf_is_tagged_titled_and_its_pages_numbered(consent: Consent, read: PdfReader, tmp_path: Path) -> None:
    assert read.metadata is not None
    assert read.metadata.title == f"Consent, client {consent.record.number}"
    assert NAME not in str(read.metadata)
    for number, page in enumerate(read.pages, 1):
        assert f"{number} / {len(read.pages)}" in page.extract_text()
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(opened(consent.paper))
    assert is_tagged(paper)
