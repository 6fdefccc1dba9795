"""Sentences keep what they were made of, so that they can be said again in another language."""

import pickle

from rederm.sources import Sentence, counted, in_words, joined, listed, sentence, sentences_of, with_sentences


def _backwards(one: str, many: str | None, count: int | None) -> str:
    """A language in which every message is written between brackets."""
    return f"<{one if many is None or count == 1 else many}>"


def test_a_sentence_is_its_english_text_and_is_said_again_with_its_values():
    told = sentence("{what!c} for {days:.1f} days", what=counted("{count} wound", "{count} wounds", 2), days=3.14)
    assert told == "2 wounds for 3.1 days"
    assert in_words(told, _backwards) == "<<2 wounds> for 3.1 days>"


def test_a_value_with_a_dot_in_its_name_is_filled_in_whole():
    assert Sentence("stopped {history.months} ago", {"history.months": "2"}) == "stopped 2 ago"


def test_joined_parts_are_said_each_for_itself_and_braces_stand():
    assert (
        in_words(joined("; ", [sentence("a"), sentence("b")]), lambda one, _many, _count: one.upper() if len(one) == 1 else one)
        == "A; B"
    )
    assert joined(" {} ", ["a", "b"]) == "a {} b"
    assert joined("; ", []) == ""


def test_one_part_alone_is_itself_and_several_are_listed_with_and():
    one = sentence("a")
    assert joined("; ", [one]) is one
    assert listed([one]) is one
    assert listed(["a", "b", "c"]) == "a and b and c"
    assert in_words(listed(["a", "b"]), _backwards) == "<<a> and <b>>"


def test_a_value_is_left_open_without_its_full_stop_in_any_language():
    assert sentence("{first!o}; more follows", first=sentence("It stings.")) == "It stings; more follows"


def test_a_plural_read_from_a_file_keeps_its_count():
    told = sentence("{what}.", what=counted("{count} wound", "{count} wounds", 2))
    again = with_sentences([str(told)], sentences_of([told]))[0]
    assert (again.values["what"].number, again.values["what"].many) == (2, "{count} wounds")


def test_a_file_changed_by_hand_keeps_its_text():
    for told in (
        {"message": "{day}", "values": {"night": 1}},
        {"message": "{x", "values": {"x": 1}},
        {"message": "b", "values": {}},
    ):
        again = with_sentences(["a"], {"a": told})
        assert again == ["a"]
        assert not isinstance(again[0], Sentence)


def test_a_file_keeps_sentences_and_gives_them_back():
    inner = counted("{count} day", "{count} days", 3)
    content = {"a": [sentence("after {time}", time=inner), sentence("No values"), "plain"], "n": 1.5}
    again = with_sentences({"a": [str(x) for x in content["a"]], "n": 1.5}, sentences_of(content))
    assert again == content
    assert in_words(again["a"][0], _backwards) == "<after <3 days>>"
    assert in_words(again["a"][1], _backwards) == "<No values>"
    assert not isinstance(again["a"][2], Sentence)


def test_a_sentence_survives_another_process():
    told = sentence("{x!c} and {x!l}", x="Abc")
    again = pickle.loads(pickle.dumps(told))
    assert again == told == "Abc and abc"
    assert again.values == told.values
