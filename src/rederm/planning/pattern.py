"""Pattern search on a lattice: the best point by a score, from given starts, with few evaluations.

From the best point so far it tries one axis at a time, by one, two, four and eight places up and down or to its end. Where no
axis helps it takes as many places more on an axis and pays for them on another, up or down, with as little as brings the point
back within what is allowed, found by halving: the best course often lies on a limit. It moves on at the first point that is
better; none is evaluated twice (the score remembers).

Assumes that a limit is crossed once along an axis where it halves. Converges to a point that none of these moves
improves; it may miss a better one beyond them (`benchmarks/search.py` tells how far it falls short of trying everything).

References: Hooke & Jeeves 1961 J ACM 8:212; Torczon 1997 SIAM J Optim 7:1 (pattern search).
"""

from collections.abc import Callable, Iterator, Sequence

Point = tuple[int, ...]
Score = tuple[float, ...]  # first what is missed, 0 where nothing is; the least is the best
_STRIDES = (2, 4, 1, 8)  # the middle ones first: they decide soonest where to go


def best_point(
    starts: Sequence[Point],
    sizes: Sequence[int],
    score: Callable[[Point], Score],
    whole: Callable[[Point], Point] = lambda point: point,
    near: bool = False,
    single: bool = False,
) -> Point:
    """The point with the least score that moves from the best start reach.

    sizes: places along each axis; whole: the one name of a point; near: try neighbours only; single: along one axis only.
    """
    best = min(dict.fromkeys(map(whole, starts)), key=score)
    strides = (1,) if near else _STRIDES
    moves = _along if single else _moves
    while better := next((p for p in moves(best, sizes, score, whole, strides) if score(p) < score(best)), None):
        best = better
    return best


def _moves(
    point: Point,
    sizes: Sequence[int],
    score: Callable[[Point], Score],
    whole: Callable[[Point], Point],
    strides: Sequence[int],
) -> Iterator[Point]:
    """Points to try from here: along one axis, then along two."""
    yield from _along(point, sizes, score, whole, strides)
    if score(point)[0] > 0:
        return
    for stride in sorted(strides):
        for axis, size in enumerate(sizes):
            more = _at(point, axis, min(point[axis] + stride, size - 1))
            if score(whole(more))[0] > 0:
                for other in range(len(sizes)):
                    if other != axis:
                        yield from _paid(more, axis, other, sizes, lambda p: score(whole(p))[0] <= 0, whole)


def _along(
    point: Point,
    sizes: Sequence[int],
    score: Callable[[Point], Score],
    whole: Callable[[Point], Point],
    strides: Sequence[int],
) -> Iterator[Point]:
    for stride in strides:
        for axis, size in enumerate(sizes):
            for place in (min(point[axis] + stride, size - 1), max(point[axis] - stride, 0)):
                if place != point[axis]:
                    yield whole(_at(point, axis, place))


def _paid(
    point: Point,
    axis: int,
    other: int,
    sizes: Sequence[int],
    allowed: Callable[[Point], bool],
    whole: Callable[[Point], Point],
) -> Iterator[Point]:
    """The point as little down or up the other axis as is allowed, then as far up the axis as that leaves room for."""
    for end in (0, sizes[other] - 1):
        if end == point[other] or not allowed(_at(point, other, end)):
            continue
        paid = _far(point, other, end, point[other], allowed)
        yield whole(paid)
        if point[axis] + 1 < sizes[axis]:
            yield whole(_far(paid, axis, point[axis], sizes[axis], allowed))


def _far(point: Point, axis: int, good: int, bad: int, allowed: Callable[[Point], bool]) -> Point:
    """The point moved along an axis as near to place `bad`, itself excluded, as is allowed, by halving; place `good` is."""
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if allowed(_at(point, axis, middle)) else (good, middle)
    return _at(point, axis, good)


def _at(point: Point, axis: int, place: int) -> Point:
    return (*point[:axis], place, *point[axis + 1 :])
