"""The story of a course: moments come from the run, quantities are states of healing, words say what they are."""

import numpy as np
import pytest

from rederm.look.story import MOST, QUANTITIES, STRIP, Frame, Story
from rederm.look.story.moments import MOMENT
from story_cases import COURSES, LAYERS, LESIONS, median, story_of

CLOSING = {"closed-1/4": 3 / 4, "closed-1/2": 1 / 2, "closed-3/4": 1 / 4, "closed": 0.005}


def frame_of(story: Story, key: str) -> Frame:
    return next(frame for frame in story.frames if frame.moment.key == key)


@pytest.mark.parametrize("course", COURSES)
def test_a_story_is_short_runs_forward_and_ends_years_later_beside_skin_left_alone(course: str) -> None:
    story = story_of(course).story
    days = [frame.day for frame in story.frames]
    assert days == sorted(days)
    assert 8 <= len(story.frames) <= MOST
    assert len(story.strip) == STRIP
    assert story.frames[0].moment.key == "before"
    assert story.frames[-1].moment.key == "year-5"
    assert story.frames[-1].beside
    assert not story.frames[0].beside


@pytest.mark.parametrize("course", COURSES)
def test_every_quantity_is_the_median_and_the_band_of_its_state_on_that_day(course: str) -> None:
    told = story_of(course)
    for frame in told.story.frames:
        for name in QUANTITIES:
            samples = (told.region.healing.on(np.array([frame.day])).states[name])[:, 0]
            band = frame.treated[name]
            assert (band.low, band.median, band.high) == tuple(np.quantile(samples, [0.05, 0.5, 0.95])), (frame.title, name)
        alone = told.region.healing.on(np.array([frame.day])).untreated["collagen_I"][:, 0]
        assert frame.untreated["collagen_I"].median == median(alone)


@pytest.mark.parametrize("course", COURSES)
def test_before_the_first_session_treated_skin_is_skin_left_alone(course: str) -> None:
    before = story_of(course).story.frames[0]
    assert before.wounds == ()
    assert {name: before.treated[name] for name in QUANTITIES} == {name: before.untreated[name] for name in QUANTITIES}


@pytest.mark.parametrize("course", COURSES)
def test_closing_moments_are_those_at_which_the_median_wound_is_as_far_open(course: str) -> None:
    story = story_of(course).story
    seen = [frame for frame in story.frames if frame.moment.key in CLOSING]
    assert len(seen) >= 2
    for frame in seen:
        assert frame.wounds[0].open.median == pytest.approx(CLOSING[frame.moment.key], abs=0.005)


@pytest.mark.parametrize("course", LESIONS)
def test_the_gap_of_a_lesion_has_the_open_share_of_its_area(course: str) -> None:
    told = story_of(course)
    wound = told.region.healing.followed.wounds[0]
    for frame in told.story.frames[1:6]:
        still = wound.closure.open_at(frame.day) / wound.closure.share
        gap = 1000 * wound.injury.lesion_width_mm * np.sqrt(still)
        assert frame.wounds[0].gap_um.median == pytest.approx(median(gap))
    just = frame_of(told.story, "after-1").wounds[0]
    assert just.gap_um.median == pytest.approx(told.story.struck[0].width_um)


@pytest.mark.parametrize("course", ["opus-plasma", "fractional-co2", "full-co2", "tca-peel"])
def test_what_a_session_emptied_is_unfilled_just_after_it_and_then_fills(course: str) -> None:
    story = story_of(course).story
    for session in range(len(story.struck)):
        course_of = [w.unfilled.median for frame in story.frames for w in frame.wounds if w.session == session]
        assert course_of == sorted(course_of, reverse=True)
        assert course_of[-1] < 0.1
    assert frame_of(story, "after-1").wounds[0].unfilled.median == 1.0


def test_the_unfilled_share_follows_the_void_of_a_single_session_exactly() -> None:
    told = story_of("full-co2")
    fresh = told.region.healing.on(np.array([MOMENT])).states["void"][:, 0]
    for frame in told.story.frames[1:]:
        void = told.region.healing.on(np.array([frame.day])).states["void"][:, 0]
        assert frame.wounds[0].unfilled.median == pytest.approx(median(np.clip(void / fresh, 0, 1)))


def test_a_peel_that_opens_nothing_has_no_closing_moments_and_says_that_nothing_is_open() -> None:
    story = story_of("1 session of salicylic-peel").story
    assert not [frame for frame in story.frames if frame.moment.key in CLOSING]
    said = frame_of(story, "after-1").said
    assert "lives" in said or "nothing is open" in said


@pytest.mark.parametrize("course", LAYERS)
def test_sentences_name_where_the_closing_cells_come_from(course: str) -> None:
    story = story_of(course).story
    told = dict(story.struck[0].sources)
    words = {"epidermis": "islands of living skin", "follicles": "hair follicles", "sweat ducts": "sweat ducts"}
    said = frame_of(story, "closed-1/2").said
    assert "half of the wound" in said
    for name, share in told.items():
        assert (words[name] in said) is (share > 0.1), (name, share)


@pytest.mark.parametrize("course", COURSES)
def test_every_frame_has_a_plain_sentence_and_a_line_for_the_clinician(course: str) -> None:
    for frame in story_of(course).story.frames:
        assert frame.said.endswith(".")
        assert not frame.said[0].islower()
        assert "nan" not in frame.said + frame.note
        assert "_" not in frame.said + frame.note
        assert "collagen I" in frame.note


def test_years_later_the_words_tell_the_gain_over_skin_left_alone_and_its_band() -> None:
    frame = frame_of(story_of("full-co2").story, "year-1")
    gain = frame.treated["collagen_I_gained"]
    assert gain.low < gain.median < gain.high
    assert f"{100 * gain.median:.1f}".rstrip("0").rstrip(".") in frame.said
    assert "same skin left alone" in frame.said


def test_more_frames_are_never_told_than_asked_for_and_the_most_telling_ones_stay() -> None:
    few, all_ = story_of("opus-plasma", most=4).story, story_of("opus-plasma").story
    assert {frame.moment.key for frame in few.frames} == {"before", "after-1", "closed-1/2", "closed"}
    assert [f.day for f in few.frames] == [f.day for f in all_.frames if f.moment.key in {g.moment.key for g in few.frames}]
