"""A clinic's own rules: laid over what ships, never hiding what they change; a bad file is one line that says where."""

from pathlib import Path
from typing import Any

import pytest

from rederm.course import Course
from rederm.output.view import sources_used
from rederm.safety import Finding, check, load_rules, offers, rules_in_force
from rederm.safety.examples import HEALTHY
from rederm.skin import Client
from rederm.sources import InputError, Sentence

CHEEK = "1 session of fractional-co2 on cheek"
WHO = 'by = "Dr Ada Moreau"\ndate = 2026-11-02\n'
OWN = """
[no-laser-after-sauna]
strength = "ask"
title = "Sauna"
reason = "Our protocol: no sauna for two days before; skin type {fitzpatrick}."
do = "Ask"
when = { "device.family" = "light" }
source = "our protocol 2026-04"
date = 2026
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REDERM_HOME", str(tmp_path))
    (tmp_path / "rules").mkdir()
    return tmp_path / "rules"


def found(text: str = CHEEK, **history: Any) -> dict[str, Finding]:
    client = Client.parse(
        {"age": 45, "sex": "female", "fitzpatrick": 2, "concerns": [{"kind": "wrinkles", "site": "cheek"}]}
        | {"history": HEALTHY | history, "treatments_before": [], "limits": {"operator": "physician"}}
    )
    return {f.rule: f for f in check(client, Course.parse(text))}


def test_without_a_folder_or_with_an_empty_one_the_rules_are_those_that_ship(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rules_in_force().rules == load_rules()
    monkeypatch.setenv("REDERM_HOME", str(folder / "nowhere"))
    assert rules_in_force().rules == load_rules()


def test_a_named_key_takes_the_place_of_the_shipped_one_and_the_rest_stays(folder: Path) -> None:
    (folder / "ours.toml").write_text(f'[keloids-ask]\nstrength = "block"\nreason = "Two keloids in 2025."\n{WHO}')
    finding = found("1 session of microneedling on cheek", keloids=True)["keloids-ask"]
    assert (finding.strength, finding.reason) == ("block", "Two keloids in 2025.")
    shipped = next(rule for rule in load_rules() if rule.id == "keloids-ask")
    assert finding.title == f"{shipped.title} (clinic's rule: Dr Ada Moreau, 2026-11-02)"
    assert finding.do == shipped.do
    assert finding.changed_by == "Dr Ada Moreau, 2026-11-02"
    assert finding.conflicts[0].startswith("As shipped (ask): A tendency to keloids")
    assert finding.to_json()["changed_by"] == finding.changed_by


def test_rules_that_are_not_changed_carry_no_mark(folder: Path) -> None:
    (folder / "ours.toml").write_text(f'[keloids-ask]\nstrength = "block"\n{WHO}')
    marked = {f.rule for f in found(keloids=True, pregnant=True).values() if f.changed_by}
    assert marked == set()


@pytest.mark.parametrize("strength", ["ask", "note"])
def test_a_weakened_block_is_told_in_a_note_that_names_who_and_when(folder: Path, strength: str) -> None:
    (folder / "ours.toml").write_text(f'[pregnancy]\nstrength = "{strength}"\n{WHO}')
    said = found(pregnant=True)
    assert said["pregnancy"].strength == strength
    note = said["pregnancy.as-shipped"]
    assert note.strength == "note"
    assert "Dr Ada Moreau, 2026-11-02" in note.reason
    assert "As shipped (block): Device and clinic lists exclude pregnancy" in note.reason
    assert not {"pregnancy", "pregnancy.as-shipped"} & set(found())


def test_what_a_changed_rule_says_keeps_its_messages_and_its_facts(folder: Path) -> None:
    (folder / "ours.toml").write_text(f'[interval-too-short]\nstrength = "note"\n{WHO}')
    shipped = next(rule for rule in load_rules() if rule.id == "interval-too-short")
    said = found("2 sessions of fractional-co2 on cheek, 5 days apart")
    note = said["interval-too-short.as-shipped"].reason
    assert isinstance(note, Sentence)
    reason = note.values["part1"].values["reason"]
    assert (reason.message, reason.values["interval_days"]) == (shipped.reason, "5")
    assert said["interval-too-short"].title.values["title"].message == shipped.title


def test_a_rule_that_is_off_leaves_the_note_with_its_reason(folder: Path) -> None:
    (folder / "ours.toml").write_text(f'[recent-tan-block]\nstrength = "off"\nreason = "We look at the tan."\n{WHO}')
    said = found(recent_tan=True)
    assert "recent-tan-block" not in said
    note = said["recent-tan-block.as-shipped"]
    assert "Switched off by Dr Ada Moreau, 2026-11-02: We look at the tan." in note.reason
    assert offers([note]) == {}


def test_an_answer_that_a_rule_that_is_off_would_have_asked_for_is_still_told(folder: Path) -> None:
    (folder / "ours.toml").write_text(f'[recent-tan-block]\nstrength = "off"\nreason = "We look."\n{WHO}')
    note = found(recent_tan=None)["recent-tan-block.as-shipped"]
    assert note.strength == "note"
    assert note.question is not None


def test_a_narrowed_condition_is_told_where_the_shipped_rule_would_have_spoken(folder: Path) -> None:
    narrower = 'when = { "history.isotretinoin_stopped_months" = { below = 3 } }'
    (folder / "ours.toml").write_text(f"[isotretinoin-ablative]\n{narrower}\n{WHO}")
    assert found(isotretinoin_stopped_months=2)["isotretinoin-ablative"].strength == "block"
    assert "isotretinoin-ablative.as-shipped" not in found(isotretinoin_stopped_months=2)
    said = found(isotretinoin_stopped_months=4)
    assert "isotretinoin-ablative" not in said
    assert said["isotretinoin-ablative.as-shipped"].strength == "note"


def test_a_new_rule_speaks_with_its_free_source(folder: Path) -> None:
    (folder / "ours.toml").write_text(OWN)
    finding = found()["no-laser-after-sauna"]
    assert finding.reason.endswith("skin type 2.")
    assert (finding.source, finding.date, finding.changed_by) == (("our protocol 2026-04",), 2026, "the clinic, 2026")
    plan = {"excluded": [], "plans": [{"findings": [finding.to_json()]}]}
    assert sources_used(plan, []) == ["our protocol 2026-04"]


def test_a_changed_file_is_read_again(folder: Path) -> None:
    path = folder / "ours.toml"
    path.write_text(OWN)
    assert "no-laser-after-sauna" in found()
    path.write_text(OWN.replace('"light"', '"chemical"'))
    assert "no-laser-after-sauna" not in found()
    path.unlink()
    assert rules_in_force().rules == load_rules()


def test_examples_of_a_clinic_are_tried(folder: Path) -> None:
    good = OWN + 'fires = { device = "full-co2" }\nclear = { device = "tca-peel" }\n'
    (folder / "ours.toml").write_text(good)
    assert "no-laser-after-sauna" in found()
    (folder / "ours.toml").write_text(good.replace("full-co2", "opus-plasma"))
    with pytest.raises(InputError, match=r"ours\.toml: rule no-laser-after-sauna: its example fires = .. does not fire it"):
        found()


def test_the_clinic_sets_who_must_treat(folder: Path) -> None:
    nurse = Client.parse({"age": 45, "sex": "female", "fitzpatrick": 2, "concerns": [{"kind": "wrinkles", "site": "cheek"}]})
    (folder / "law.toml").write_text(f'[operator.fractional-co2]\nneeds = "physician"\n{WHO}')
    blocks = [f for f in check(nurse, Course.parse(CHEEK)) if f.rule == "operator"]
    assert [f.strength for f in blocks] == ["block"]
    assert "physician (as set by Dr Ada Moreau, 2026-11-02)" in blocks[0].reason
    (folder / "law.toml").write_text(f'[operator.full-co2]\nneeds = "nurse"\n{WHO}')
    said = {f.rule: f for f in check(nurse, Course.parse("1 session of full-co2 on cheek"))}
    assert "operator" not in said
    assert "as shipped it is for a physician" in said["operator.full-co2"].reason


BAD = [
    ("keloids-ask = 3", "rule keloids-ask: a rule is a table"),
    ('[keloids-ask]\nstrength = "block"', "rule keloids-ask: by is missing"),
    ('[keloids-ask]\nstrength = "block"\nby = "A"', "rule keloids-ask: date = None"),
    ('[keloids-ask]\nstrength = "block"\nby = "A"\ndate = "soon"', "rule keloids-ask: date = 'soon'"),
    (f'[keloids-ask]\nstrength = "off"\n{WHO}', "rule keloids-ask: reason is missing"),
    (f'[keloids-ask]\nstrength = "forbid"\n{WHO}', "one of block, ask, note, off"),
    (f"[keloids-ask]\nstrength = 3\n{WHO}", "one of block, ask, note, off"),
    (f'[keloids-ask]\nstrenght = "ask"\n{WHO}', "did you mean strength"),
    (f"[keloids-ask]\n{WHO}", "rule keloids-ask: nothing is changed"),
    (f'[keloid-ask]\nstrength = "note"\n{WHO}', "did you mean keloids-ask"),
    (f"[keloids-ask]\nreason = 7\n{WHO}", "rule keloids-ask: reason = 7; give a text"),
    (f"[keloids-ask]\ndo = [1]\n{WHO}", r"rule keloids-ask: do = \[1\]; give a list of texts"),
    (f'[keloids-ask]\nwhen = {{ "history.keloid" = true }}\n{WHO}', "did you mean history.keloids"),
    (f"[keloids-ask]\nwhen = {{ any = [3] }}\n{WHO}", "a condition is a table"),
    (f"[keloids-ask]\nwhen = {{ age = {{ below = [1] }} }}\n{WHO}", "give a number or the name of a fact"),
    (f"[keloids-ask]\nwhen = {{ age = {{ below = true }} }}\n{WHO}", "give a number or the name of a fact"),
    (f'[keloids-ask]\nwhen = {{ "dial.energy_mj" = 3 }}\n{WHO}', "did you mean dial.energy_mJ"),
    (f'[keloids-ask]\nreason = "Only {{ages}}."\n{WHO}', "did you mean age"),
    (OWN.replace("date = 2026", ""), "rule no-laser-after-sauna: date is missing"),
    (OWN + 'by = ""\nfires = { device = "lazer" }', "rule no-laser-after-sauna: unknown device 'lazer'"),
    (OWN + 'fires = { device = "full-co2", "aftercare.colt_air" = true }', "example: unknown key 'aftercare.colt_air'"),
    (OWN + 'fires = { device = "full-co2", first = "tca-peel" }', "example: wait is missing"),
    (OWN + "conflicts = [{ says = 3 }]", "a conflict is"),
    (OWN + "offers = { antivral = true }", "did you mean antiviral"),
    (OWN + "asked_of = { any = 3 }", "any takes a list of conditions"),
    (OWN + 'fires = { device = "full-co2", sessions = "two" }', "example cannot be read"),
    ('[operator.fractional-c02]\nneeds = "physician"', "did you mean fractional-co2"),
    (f'[operator.full-co2]\nneeds = "doctor"\n{WHO}', "one of nurse, physician, physician-monitored"),
    ("[keloids-ask", "is not valid TOML"),
]


@pytest.mark.parametrize(("content", "words"), BAD)
def test_a_bad_file_is_refused_in_one_line_that_names_file_and_rule(folder: Path, content: str, words: str) -> None:
    (folder / "ours.toml").write_text(content)
    with pytest.raises(InputError, match=words) as error:
        found()
    assert "ours.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_any_more_is_refused_in_one_line(folder: Path) -> None:
    (folder / "ours.toml").symlink_to(folder / "gone.toml")
    with pytest.raises(InputError, match=r"ours\.toml cannot be read"):
        found()


def test_an_unasked_answer_does_not_block_where_the_clinic_only_asks(folder: Path) -> None:
    assert (
        found("1 session of phenol-croton-peel on cheek", heart_rhythm_disease=None)["heart-rhythm-phenol"].strength == "block"
    )
    (folder / "ours.toml").write_text(f'[heart-rhythm-phenol]\nstrength = "ask"\n{WHO}')
    assert found("1 session of phenol-croton-peel on cheek", heart_rhythm_disease=None)["heart-rhythm-phenol"].strength == "ask"


def test_one_rule_in_two_files_is_refused(folder: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (folder / name).write_text(f'[keloids-ask]\nstrength = "block"\n{WHO}')
    with pytest.raises(InputError, match=r"b\.toml: rule keloids-ask stands in a\.toml too"):
        found()
