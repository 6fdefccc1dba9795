"""The client file: read exactly, refused kindly."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.skin import Client
from rederm.skin.client import QUESTIONS
from rederm.skin.history import History
from rederm.sources import InputError

TOP = 'age = 52\nsex = "female"\nfitzpatrick = 4\n'
CONCERN = '[[concerns]]\nkind = "wrinkles"\nsite = "cheek"\n'
EXAMPLE = Path(__file__).parents[3] / "examples" / "maria.toml"


def read(text: str) -> Client:
    return Client.parse(tomllib.loads(text), "client.toml")


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        read(text)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("client.toml: ")
    return message


def test_example_client_is_read_whole() -> None:
    client = Client.load(EXAMPLE)
    assert client.keys() == ["acne-scars", "wrinkles", "texture"]
    assert client.history.isotretinoin_stopped_months == "never"
    assert client.history.allergies == ()
    assert client.limits.downtime_days == 7
    assert client.questions() == []
    assert not client.provisional
    assert client.assumed() == []


def test_every_history_key_of_the_file_has_its_question() -> None:
    assert set(QUESTIONS) == set(History.model_fields)
    assert all(text.endswith("?") and text.count("?") == 1 for text in QUESTIONS.values())


def test_absent_history_is_not_asked_rather_than_no() -> None:
    client = read(TOP + CONCERN + "[history]\nkeloids = false\n")
    assert client.history.keloids is False
    assert client.history.pacemaker is None
    assert client.history.medications is None
    assert client.provisional
    assert QUESTIONS["pacemaker"] in client.questions()
    assert QUESTIONS["keloids"] not in client.questions()


def test_questions_are_only_those_that_matter_to_this_client() -> None:
    woman = read(TOP + CONCERN).questions()
    man = read(TOP.replace("female", "male") + CONCERN).questions()
    lids = read(TOP + CONCERN.replace("cheek", "eyelid")).questions()
    assert QUESTIONS["pregnant"] in woman
    assert QUESTIONS["pregnant"] not in man
    assert QUESTIONS["lax_lower_lid"] not in woman
    assert QUESTIONS["lax_lower_lid"] in lids


def test_what_is_assumed_is_said() -> None:
    silent = read(TOP + CONCERN).assumed()
    spoken = read(TOP + CONCERN + '[habits]\nsunscreen = "daily"\n').assumed()
    assert any("sunscreen sometimes" in line for line in silent)
    assert not any("sunscreen" in line for line in spoken)
    assert read(TOP + CONCERN).habits.sunscreen == "sometimes"


def test_keys_name_the_site_where_a_kind_occurs_twice() -> None:
    client = read(TOP + CONCERN + CONCERN.replace("cheek", "neck") + CONCERN.replace("wrinkles", "texture"))
    assert client.keys() == ["wrinkles@cheek", "wrinkles@neck", "texture"]


def test_ready_by_is_a_date_in_toml_and_as_text() -> None:
    for value in ("2027-06-12", '"2027-06-12"'):
        assert read(TOP + CONCERN + f"[limits]\nready_by = {value}\n").limits.ready_by == date(2027, 6, 12)


def test_a_client_survives_json() -> None:
    client = Client.load(EXAMPLE)
    assert Client.parse(client.model_dump(mode="json")) == client


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TOP, "concerns is missing"),
        ("concerns = []\n" + TOP, "concerns is empty"),
        (TOP + '[concerns]\nkind = "wrinkles"\n', "headed [[concerns]]"),
        ("agee = 3\n" + TOP + CONCERN, "did you mean age?"),
        ("smoker = true\n" + TOP + CONCERN, "smoker belongs in [habits]"),
        (TOP + CONCERN + "weight_kg = 60\n", "weight_kg belongs at the top of the file"),
        (TOP + CONCERN + "[history]\nkeloid = true\n", "unknown key 'keloid' in [history]; did you mean keloids?"),
        (TOP.replace("52", '"52"') + CONCERN, 'age = "52" is not a number'),
        (TOP.replace("52", "true") + CONCERN, "age = true is not a number"),
        (TOP.replace("52", "nan") + CONCERN, "age = NaN is outside 0..120"),
        (TOP.replace("52", "inf") + CONCERN, "age = Infinity is outside 0..120"),
        (TOP.replace("52", "16") + CONCERN, "age = 16 is under 18"),
        (TOP.replace("4", "7") + CONCERN, "fitzpatrick = 7 is outside 1..6"),
        (TOP.replace("4", "3.5") + CONCERN, "fitzpatrick = 3.5 is not a whole number"),
        (TOP.replace("female", "woman") + CONCERN, "allowed: female, male"),
        (TOP.replace("female", "male") + "menopause_years = 2\n" + CONCERN, "menopause_years does not go with"),
        (TOP + "menopause_years = 60\n" + CONCERN, "menopause_years = 60 is not below age = 52"),
        (TOP.replace("female", "male") + CONCERN + "[history]\npregnant = true\n", "does not go with sex"),
        (TOP + CONCERN.replace("cheek", "chek"), 'concerns[1].site = "chek" is not known; did you mean cheek?'),
        (TOP + CONCERN + CONCERN.replace("wrinkles", "acne-scar"), "concerns[2].kind"),
        (TOP + CONCERN + 'subtype = "rolling"\n', "'rolling' goes with acne-scars"),
        (TOP + CONCERN.replace("wrinkles", "scars") + 'subtype = "rolling"\n', "does not go with scars"),
        (TOP + CONCERN + "severity = 5\n", "concerns[1].severity = 5 is outside 0..4"),
        (TOP + CONCERN + "weight = 0\n", "every concern has weight = 0"),
        (TOP + CONCERN + CONCERN, "wrinkles on cheek stands 2 times"),
        (TOP + CONCERN + "[limits]\ndowntime_days = 7\ndowntime_days_course = 3\n", "below downtime_days = 7"),
        (TOP + CONCERN + "[limits]\npih_risk = 5\n", "limits.pih_risk = 5 is outside 0..1"),
        (TOP + CONCERN + "[limits]\nconfidence = 1.0\n", "outside 0.5..0.99"),
        (TOP + CONCERN + "[limits]\nvisits = 0\n", "limits.visits = 0 is outside 1..100"),
        (TOP + CONCERN + "[limits]\nbudget = -1\n", "limits.budget = -1 is outside"),
        (TOP + CONCERN + '[limits]\ncurrency = "euro"\n', 'currency = "euro" must be three capital letters'),
        (TOP + CONCERN + '[limits]\nready_by = "so\\non"\n', "must be a date"),
        (TOP + CONCERN + "[limits]\nready_by = 2027-06-12T10:00:00\n", "must be a date"),
        (TOP + CONCERN + '[history]\nkeloids = "no"\n', "is not true or false; for example keloids = false"),
        (TOP + CONCERN + "[history]\nisotretinoin_stopped_months = -1\n", 'or "never"'),
        (TOP + CONCERN + '[history]\nallergies = "latex"\n', "is not a list"),
        (TOP + CONCERN + "[history]\nallergies = [1]\n", "history.allergies[1] = 1 is not a text"),
        (TOP + CONCERN + '[[treatments_before]]\nsite = "cheek"\n', "treatments_before[1].device is missing"),
        ("history = 3\n" + TOP + CONCERN, "history must be a table, written [history]"),
        (
            TOP + CONCERN.replace("wrinkles", "blotchiness") + 'subtype = "melasma"\n[history]\nmelasma = false\n',
            "set history.melasma = true",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line_that_says_what_to_do(text: str, words: str) -> None:
    assert words in refused(text)


def test_a_physician_may_enter_a_minor() -> None:
    assert read("physician_entry = true\n" + TOP.replace("52", "16") + CONCERN).age == 16


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"nowhere\.toml: no such file"):
        Client.load("nowhere.toml")


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, max_examples=60)
@given(key=st.sampled_from([*Client.model_fields, "pih_risk", "x"]), junk=_JUNK)
def test_junk_never_gets_past_an_input_error(key: str, junk: object) -> None:
    mapping = tomllib.loads(TOP + CONCERN) | {key: junk}
    try:
        Client.parse(mapping)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is right, a crash is not


def test_the_schema_knows_every_key_and_no_other() -> None:
    schema = Client.model_json_schema()
    assert set(schema["properties"]) == set(Client.model_fields)
    assert schema["required"] == ["age", "sex", "fitzpatrick", "concerns"]
    assert schema["additionalProperties"] is False
