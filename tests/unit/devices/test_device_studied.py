"""What was published in people, and what is said of a setting outside it."""

import pytest

from rederm.devices import device_names, load_device, make_setting, outside_studied, published, studied_range

GROUPS = ("face", "eyelid", "neck-chest", "body")


def said(name, dials, group, kind):
    return outside_studied(make_setting(load_device(name), dials), group, kind)


def test_a_published_setting_is_not_remarked_on():
    assert said("opus-plasma", {"power_W": 60, "passes": 3}, "face", 4) == []


def test_a_dial_outside_its_range_is_named_with_range_and_source():
    (sentence,) = said("opus-plasma", {"power_W": 95}, "face", 4)
    assert sentence.startswith("power_W = 95 is outside published use on the face in skin type IV: 60 to 90 W (Post-burn")


def test_a_skin_type_without_any_study_is_said_first():
    assert (
        said("opus-plasma", {}, "face", 6)[0] == "opus-plasma on the face was not studied in skin type VI (studied: I to IV)."
    )


def test_a_setting_published_in_other_types_only_is_said():
    sentences = said("opus-plasma", {}, "face", 1)
    assert any("power_W = 60 was published on the face in skin types III to IV only" in s for s in sentences)


def test_a_site_without_any_study_is_said_in_one_sentence():
    assert said("opus-plasma", {}, "neck-chest", 3) == [
        "opus-plasma has no published use on the neck-chest that rederm knows of."
    ]


def test_a_site_that_was_treated_at_unknown_settings_is_said_to_lack_figures():
    assert "power_W = 60: no published figure on the body (face: 60 to 90 W)." in said("opus-plasma", {}, "body", 3)


def test_a_dial_that_no_study_states_is_remarked_on_only_when_it_is_turned():
    assert said("opus-plasma", {"speed_mm_s": 15}, "face", 4) == []
    assert said("opus-plasma", {"speed_mm_s": 30}, "face", 4) == [
        "speed_mm_s = 30: no study states this dial; the default 15 is an assumption."
    ]


def test_a_studied_range_is_the_union_over_ranges_that_apply():
    device = load_device("fractional-co2")
    assert studied_range(device, "energy_mJ", "face", 1) == (10, 52)
    assert studied_range(device, "energy_mJ", "face", 3) == (10, 52)
    assert studied_range(device, "energy_mJ", "face", 4) == (10, 20)
    assert studied_range(device, "energy_mJ", "face", 6) is None


def test_a_range_of_another_tip_does_not_apply_to_the_chosen_one():
    device = load_device("opus-plasma")
    assert studied_range(device, "power_W", "face", 4, {"tip": "roller"}) == (60, 90)
    assert studied_range(device, "power_W", "face", 4, {"tip": "single-spark"}) is None


def test_a_choice_dial_gives_its_studied_words():
    assert studied_range(load_device("opus-plasma"), "tip", "eyelid", 2) == ("single-spark",)


def test_use_without_known_settings_counts_as_published():
    assert published(load_device("fractional-eryag"), "face", 3)
    assert studied_range(load_device("fractional-eryag"), "energy_mJ", "face", 3) is None
    assert not published(load_device("opus-plasma"), "face", 5)
    assert not published(load_device("opus-plasma"), "neck-chest", 3)


@pytest.mark.parametrize("name", device_names())
@pytest.mark.parametrize("group", GROUPS)
def test_every_group_and_type_is_answered_in_whole_sentences(name, group):
    device = load_device(name)
    for kind in range(1, 7):
        sentences = outside_studied(make_setting(device, {}), group, kind)
        assert all(sentence.endswith(".") and sentence[0].isalpha() for sentence in sentences)
        assert published(device, group, kind) or sentences
        for dial in device.dials:
            if studied_range(device, dial, group, kind) is not None:
                assert published(device, group, kind)
