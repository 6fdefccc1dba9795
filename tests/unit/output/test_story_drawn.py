"""What a frame of a story shows is what its states say, within a pixel: measured on the drawn shapes and on the pixels."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from rederm.output.story_draw import SKIN_UM, draw_frame
from rederm.output.story_ground import Ground
from rederm.output.story_marks import total_um
from rederm.output.story_profile import Profile, sunk_um
from rederm.output.story_scatter import missed
from rederm.output.theme import canvas
from rederm.sources import load_table
from story_cases import COURSES, LAYERS, LESIONS, story_of

PIXELS, INCHES = 1200, 12.0
CLOSING = ("closed-1/4", "closed-1/2", "closed-3/4")


class Panel:
    """One drawn frame: its shapes by name, and how much of each pixel they cover when nothing else is shown."""

    def __init__(self, course: str, key: str) -> None:
        told = story_of(course)
        self.story, self.ground = told.story, told.ground
        self.frame = next(frame for frame in told.story.frames if frame.moment.key == key)
        self.um = self.ground.window.width / PIXELS  # per pixel
        window = self.ground.window
        high = round(PIXELS * (window.depth + window.above) / window.width)
        with canvas(INCHES, high / (PIXELS / INCHES)) as figure:
            self.agg = FigureCanvasAgg(figure)
            figure.set_dpi(PIXELS / INCHES)
            self.axis = figure.add_axes((0, 0, 1, 1))
            self.profiles = draw_frame(self.axis, self.story, self.ground, self.frame)
        self.shapes = [*self.axis.collections, *self.axis.lines]
        for artist in self.shapes:  # measured as black on white
            artist.set_alpha(1.0)
            artist.set_path_effects([])
            artist.set_color("black") if isinstance(artist, LineCollection | Line2D) else artist.set_facecolor("black")

    def cover(self, *names: str) -> np.ndarray:
        """Share 0..1 of each pixel (high, wide) that shapes of these names cover."""
        for artist in self.shapes:
            artist.set_visible(artist.get_gid() in names)
        self.agg.draw()
        return 1 - np.asarray(self.agg.buffer_rgba())[:, :, 0] / 255

    def row(self, um: float) -> int:
        """Row of the pixels at a depth."""
        return int((um + self.ground.window.above) / self.um)

    def columns(self, left: float, right: float) -> slice:
        """Columns of pixels that lie wholly between."""
        half = self.ground.window.half
        return slice(max(int(np.ceil((left + half) / self.um)), 0), int((right + half) / self.um))

    @property
    def sides(self) -> list[tuple[Any, Profile]]:
        """States and profile of what is treated, and of what is left alone where it is shown."""
        return list(zip([self.frame.treated, self.frame.untreated], self.profiles, strict=False))


@cache
def panel(course: str, key: str) -> Panel:
    return Panel(course, key)


def keys(course: str) -> list[str]:
    return [frame.moment.key for frame in story_of(course).story.frames]


def lines_of(axis: Any, name: str, place: int) -> list[np.ndarray]:
    """Lines of a name in the treated (0) or the untreated (1) part."""
    found = [artist for artist in axis.collections if artist.get_gid() == name]
    return list(found[place].get_segments())


def length(lines: list[np.ndarray]) -> float:
    return float(sum(np.hypot(*np.diff(line, axis=0).T).sum() for line in lines))


def offsets(axis: Any, name: str) -> list[np.ndarray]:
    return [np.asarray(a.get_offsets()) for a in axis.collections if a.get_gid() == name]


@pytest.mark.parametrize("course", COURSES)
def test_untouched_layers_are_as_thick_as_the_site_has_them_to_a_pixel(course: str) -> None:
    seen = panel(course, "before")
    skin = seen.ground.skin
    for name, thick in {"corneum": skin.stratum_corneum_um, "living": skin.epidermis_um}.items():
        assert seen.cover(name)[:, 2:-2].sum(axis=0).mean() * seen.um == pytest.approx(thick, abs=seen.um), name


@pytest.mark.parametrize("course", COURSES)
def test_the_dermis_is_as_thick_as_its_state_says_treated_and_left_alone(course: str) -> None:
    for key in ("before", "after-1", "closed", "fibroblasts", "after-last", "month-1", "month-6", "year-5"):
        if key not in keys(course):
            continue
        seen = panel(course, key)
        cover = seen.cover("papillary", "reticular")
        for states, profile in seen.sides:
            at = (profile.x > profile.left) & (profile.x < profile.right)
            sunk = [
                sunk_um(seen.ground, w.session) * w.unfilled.median for w in seen.frame.wounds if profile is seen.profiles[0]
            ]
            base = seen.ground.skin.junction_um + max(sunk, default=0.0)
            wave = ((profile.fat - profile.fat.mean()) - (profile.floor - base))[at].mean()
            drawn = cover[:, seen.columns(profile.left, profile.right)][:, 2:-3].sum(axis=0).mean() * seen.um
            wanted = states["dermis"].median * seen.ground.skin.dermis_um
            assert drawn - wave == pytest.approx(wanted, abs=seen.um), (key, profile.left)


@pytest.mark.parametrize("course", LESIONS)
def test_each_lesion_is_open_as_wide_as_the_closure_model_says(course: str) -> None:
    for key in ("after-1", *CLOSING):
        if key not in keys(course):
            continue
        seen = panel(course, key)
        wound, half = seen.frame.wounds[0], seen.ground.struck[0].width_um / 2
        line = seen.cover("living")[seen.row(seen.ground.skin.junction_um - 4.0)]  # within the thinnest sheet
        within = [c for c in seen.ground.lesions[0] if abs(c) + half < seen.ground.window.half - seen.um]
        assert within
        for centre in within:
            here = seen.columns(centre - half, centre + half)
            bare = (1 - line[here]).sum() * seen.um
            # at most the two pixels at the edges of the lesion are cut off
            assert bare == pytest.approx(wound.gap_um.median, abs=(2.0 if key == "after-1" else 1.0) * seen.um), (key, centre)


@pytest.mark.parametrize("course", LAYERS)
def test_a_layer_is_open_over_the_share_of_the_line_that_the_closure_model_says(course: str) -> None:
    for key in ("after-1", *CLOSING):
        if key not in keys(course):
            continue
        seen = panel(course, key)
        wound, profile = seen.frame.wounds[0], seen.profiles[0]
        assert profile.bare.mean() == pytest.approx(wound.open_area.median, abs=1 / profile.x.size), key
        floor = float(profile.floor[profile.bare].mean())
        covered = seen.cover("living")[seen.row(floor - 4.0)]
        assert (1 - covered).sum() == pytest.approx(wound.open_area.median * PIXELS, abs=1.5), key


@pytest.mark.parametrize("course", ["full-co2", "tca-peel", "1 session of dermabrasion", "1 session of phenol-croton-peel"])
def test_sheets_of_a_layer_have_moved_about_as_far_as_the_closure_model_says(course: str) -> None:
    told = story_of(course)
    closing = [frame for frame in told.story.frames if frame.moment.key in CLOSING]
    assert len(closing) >= 2
    for frame in closing:
        wound = frame.wounds[0]
        drawn = told.ground.sheet_um(0, wound.open_area.median)
        assert drawn == pytest.approx(wound.moved_um.median, abs=90), frame.moment.key
    path = told.ground.paths[0]
    assert path is not None
    skin, struck = told.ground.skin, told.ground.struck[0]
    assert missed(path, struck, told.ground.adnexa, skin) < 0.08


@pytest.mark.parametrize("course", ["opus-plasma", "fractional-co2", "full-co2", "tca-peel"])
def test_crust_is_as_thick_as_debris_says_and_lies_where_the_wound_is(course: str) -> None:
    for key in ("after-1", "closed-1/2", "closed", "fibroblasts"):
        seen = panel(course, key)
        wound, struck = seen.frame.wounds[0], seen.ground.struck[0]
        places = [0.0] if struck.layer else [c for c in seen.ground.lesions[0] if abs(c) < seen.ground.window.half - 60]
        cover = seen.cover("debris")
        for centre in places:
            assert cover[:, seen.columns(centre - 50, centre + 50)].sum(axis=0).mean() * seen.um == pytest.approx(
                wound.debris_um.median, abs=seen.um
            ), key
        whole = cover.sum() * seen.um / PIXELS
        width = seen.ground.window.width
        under = (
            1.0
            if struck.layer
            else sum(
                max(min(c + struck.width_um / 2, width / 2) - max(c - struck.width_um / 2, -width / 2), 0.0)
                for c in seen.ground.lesions[0]
            )
            / width
        )
        assert whole == pytest.approx(under * wound.debris_um.median, abs=0.02 * wound.debris_um.median + 0.2), key


def test_no_crust_is_drawn_where_the_needle_leaves_none() -> None:
    for key in ("after-1", "closed", "after-last"):
        assert panel("microneedling", key).cover("debris").sum() == 0.0, key


@pytest.mark.parametrize("course", COURSES)
def test_new_skin_is_one_cell_thick_at_first_and_grows_with_its_maturity(course: str) -> None:
    one = load_table("appearance/story").number("cell.sheet", "um")
    for key in ("closed", "fibroblasts"):
        seen = panel(course, key)
        mature, skin, profile = seen.frame.wounds[0].mature.median, seen.ground.skin, seen.profiles[0]
        fresh = (profile.fresh < 1.0) & ~profile.bare
        wanted = one + (skin.epidermis_um - one) * mature
        wave = (profile.living - wanted)[fresh]
        assert np.abs(wave).max() <= 0.3 * skin.epidermis_um * mature + 1e-9
        drawn = seen.cover("new").sum(axis=0)
        whole = drawn[2:-2][drawn[2:-2] > 0.9 * np.median(drawn[drawn > 0]) - 0.3 * skin.epidermis_um * mature / seen.um]
        assert whole.mean() * seen.um == pytest.approx(wanted + wave.mean(), abs=seen.um), key


@pytest.mark.parametrize("course", COURSES)
def test_length_of_fibre_follows_collagen_elastin_and_fragments_on_every_day(course: str) -> None:
    lengths: dict[str, list[tuple[float, float]]] = {}
    for key in keys(course):
        seen = panel(course, key)
        for place, (states, profile) in enumerate(seen.sides):
            more = states["collagen_I_more"].median
            amounts = {"collagen_I": states["collagen_I"].median - more, "collagen_I_more": more}
            amounts |= {name: states[name].median for name in ("collagen_III", "fragmented", "elastin")}
            for name, amount in amounts.items():
                lines = lines_of(seen.axis, name, place)
                lengths.setdefault(name, []).append((length(lines), total_um(name, amount, profile.width)))
    for name, pairs in lengths.items():
        drawn, wanted = np.array(pairs).T
        some = wanted > 0.0
        assert drawn[~some].sum() == 0.0, name
        assert drawn[some] == pytest.approx(wanted[some], rel=1e-6), name


@pytest.mark.parametrize("course", ["opus-plasma", "full-co2"])
def test_ink_of_young_collagen_on_the_pixels_follows_its_state(course: str) -> None:
    inked, state = [], []
    for key in ("before", "fibroblasts", "month-1", "month-6"):
        seen = panel(course, key)
        profile = seen.profiles[0]
        here = seen.columns(profile.left, profile.right)
        inked.append(seen.cover("collagen_III")[:, here].sum() / profile.width)
        state.append(seen.frame.treated["collagen_III"].median)
    assert max(state) > 1.5 * state[0]
    assert np.array(inked) / inked[0] == pytest.approx(np.array(state) / state[0], rel=0.1)  # crossings count once


@pytest.mark.parametrize("course", COURSES)
def test_as_many_cells_loops_and_grains_are_drawn_as_the_states_say(course: str) -> None:
    scale = load_table("appearance/story")
    for key in keys(course):
        seen = panel(course, key)
        for place, (states, profile) in enumerate(seen.sides):
            wide = profile.width / 1000
            for name in ("inflammation", "fibroblasts"):
                wanted = states[name].median * scale.number(f"per_mm.{name}", "1/mm") * wide
                assert len(offsets(seen.axis, name)[place]) == pytest.approx(wanted, abs=0.5), (key, name)
            wanted = states["melanin"].median * seen.story.pigment * scale.number("per_mm.melanin", "1/mm") * wide
            assert len(offsets(seen.axis, "melanin")[place]) == pytest.approx(wanted, abs=0.5), key
            loops = {n: len(lines_of(seen.axis, f"vessels-{n}", place)) for n in ("pale", "red", "lasting")}
            red = min(states["redness"].median * scale.number("per_mm.redness", "1/mm") * wide, sum(loops.values()))
            assert loops["red"] + loops["lasting"] == pytest.approx(red, abs=0.5), key


@pytest.mark.parametrize("course", ["opus-plasma", "fractional-co2"])
def test_struck_dermis_shrinks_on_the_pixels_as_the_void_fills(course: str) -> None:
    def area(seen: Panel) -> float:
        """Of the lesion that lies nearest to the middle, in pixels."""
        middle, half = min(seen.ground.lesions[0], key=abs), seen.ground.struck[0].pitch_um / 2
        return float(seen.cover("zone-dead")[:, seen.columns(middle - half, middle + half)].sum())

    first = area(panel(course, "after-1"))
    assert first > 1000
    shrunk = []
    for key in ("closed", "fibroblasts", "before-2", "before-last"):
        if key in keys(course):
            seen = panel(course, key)
            shrunk.append(seen.frame.wounds[0].unfilled.median)
            assert area(seen) / first == pytest.approx(shrunk[-1], abs=0.01), key
    assert min(shrunk) < 0.9


@pytest.mark.parametrize("course", ["opus-plasma", "full-co2"])
def test_the_bar_of_half_a_millimetre_is_drawn_together_by_the_contraction(course: str) -> None:
    for key in ("before", "after-1", "fibroblasts"):
        seen = panel(course, key)
        (bar,) = [line for line in seen.axis.lines if line.get_gid() == "contraction"]
        wanted = SKIN_UM * (1 - seen.frame.treated["contraction"].median)
        assert float(np.ptp(bar.get_xdata())) == pytest.approx(wanted, abs=1e-6)
        assert seen.cover("contraction").max(axis=0).sum() * seen.um == pytest.approx(wanted, abs=seen.um)


@pytest.mark.parametrize("course", COURSES)
def test_follicles_and_ducts_are_as_many_as_their_density_makes_of_the_slice(course: str) -> None:
    ground: Ground = story_of(course).ground
    skin = ground.skin
    for kind, per_mm2 in (("hair", skin.hair_per_mm2), ("duct", skin.eccrine_per_mm2)):
        inside = [a for a in ground.shown if a.kind == kind and abs(a.x) < ground.window.half]
        assert len(inside) == round(per_mm2 * ground.window.width * ground.slice_um / 1e6)


def test_darker_skin_has_more_pigment_and_nothing_else_is_drawn_otherwise() -> None:
    counts = {}
    for kind in (2, 5):
        told = story_of("opus-plasma", fitzpatrick=kind, most=4)
        with canvas(6, 4) as figure:
            axis = figure.add_axes((0, 0, 1, 1))
            draw_frame(axis, told.story, told.ground, told.story.frames[0])
            counts[kind] = {name: len(offsets(axis, name)[0]) for name in ("melanin", "inflammation")}
            counts[kind]["collagen_I"] = len(lines_of(axis, "collagen_I", 0))
    assert counts[5]["melanin"] > 3 * counts[2]["melanin"]
    assert {n: c for n, c in counts[5].items() if n != "melanin"} == {n: c for n, c in counts[2].items() if n != "melanin"}


def test_every_frame_of_a_series_has_one_window() -> None:
    limits = {
        (panel("opus-plasma", key).axis.get_xlim(), panel("opus-plasma", key).axis.get_ylim()) for key in keys("opus-plasma")
    }
    assert len(limits) == 1


def test_fibres_lie_in_living_dermis_and_inside_the_picture() -> None:
    seen = panel("full-co2", "closed-1/2")
    profile, every = seen.profiles[0], np.concatenate(lines_of(seen.axis, "collagen_I", 0))
    assert np.abs(every[:, 0]).max() <= seen.ground.window.half
    assert (every[:, 1] < profile.at(profile.fat, every[:, 0])).all()
    assert (every[:, 1] > profile.at(profile.floor, every[:, 0])).all()
    dead, fibres = seen.cover("sheet-dead"), seen.cover("collagen_I")
    assert dead.sum() > 1000
    assert (dead * fibres).sum() < 0.02 * fibres.sum()


def test_cells_climb_a_dead_duct_as_far_as_the_closure_model_says_and_not_at_once() -> None:
    climbed = []
    for key in ("after-1", "closed-1/4"):
        seen = panel("full-co2", key)
        wound, dead = seen.frame.wounds[0], seen.ground.struck[0].duct_depth_um
        spans = [
            float(np.ptp(np.concatenate([path.vertices[:, 1] for path in artist.get_paths()])))
            for artist in seen.axis.collections
            if artist.get_gid() == "climb-new"
        ]
        wanted = min(wound.moved_um.median, dead)
        assert all(span == pytest.approx(wanted, abs=0.1) for span in spans), key
        climbed.append(len(spans))
    assert climbed[0] == 0
    assert climbed[1] >= 1
