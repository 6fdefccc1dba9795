"""Whatever the grades: bytes of the same size, unchanged outside the skin, and milder is never worse."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from photo_cases import KINDS, day, face, patch, table
from rederm.look.photo import Photo, check_photo, project, skin_mask

GRADE = st.floats(0.0, 4.0)


@settings(max_examples=15, deadline=None)
@given(grades=st.fixed_dictionaries({kind.replace("-", "_"): GRADE for kind in KINDS}), reddened=st.floats(0.0, 8.0))
def test_any_change_keeps_size_and_surroundings(grades: dict[str, float], reddened: float) -> None:
    checked = check_photo(face())
    changed = project(checked, day(), day(reddened=reddened, **grades), table())
    assert changed.shape == face().pixels.shape
    assert changed.dtype == np.uint8
    assert np.array_equal(changed[~checked.mask.inside], face().pixels[~checked.mask.inside])


@settings(max_examples=10, deadline=None)
@given(low=st.floats(0.0, 1.0), high=st.floats(1.0, 2.0), kind=st.sampled_from(("age-spots", "blotchiness", "redness")))
def test_a_milder_grade_is_nowhere_darker(low: float, high: float, kind: str) -> None:
    """Spots and redness only take light away."""
    photo, name = patch(2, spots=1.0), kind.replace("-", "_")
    mild, more = (project(photo, day(), day(**{name: grade}), table()).astype(int) for grade in (low, high))
    if kind == "blotchiness":
        assert np.abs(mild - more).mean() < 20
    else:
        assert (mild - more).min() >= -1


@settings(max_examples=10, deadline=None)
@given(turns=st.integers(0, 3), flip=st.booleans())
def test_skin_is_found_however_the_picture_is_turned(turns: int, flip: bool) -> None:
    """Close-ups hold no up and down."""
    pixels = np.rot90(patch(4, spots=1.0).pixels, turns)
    pixels = np.ascontiguousarray(pixels[:, ::-1] if flip else pixels)
    assert abs(skin_mask(Photo(pixels).small).share - skin_mask(patch(4, spots=1.0).small).share) < 0.01


@settings(max_examples=10, deadline=None)
@given(exposure=st.floats(0.5, 1.1))
def test_exposure_does_not_move_the_mask(exposure: float) -> None:
    light = patch(5).small
    first, second = skin_mask(light), skin_mask((light * np.float32(exposure)).astype(np.float32))
    assert abs(first.share - second.share) < 0.02
