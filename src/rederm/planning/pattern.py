"""Pattern search on a lattice: the best point by a score, from given starts, with few evaluations.

From the best point so far it tries one axis at a time, by one, two, four and eight places up and down or to its end. Where no
axis helps it takes one place more on an axis and pays for it on another with as little as brings the point back within what is
allowed, found by halving: the best course often lies on a limit. It moves on at the first point that is better; none is
evaluated twice (the score remembers).

Assumes that less on an axis never asks more of a limit where it halves. Converges to a point that none of these moves
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
    axes = [axis for axis, size in enumerate(sizes) if size > 1]
    if score(point)[0] <= 0:
        for axis in axes:
            more = _at(point, axis, min(point[axis] + 1, sizes[axis] - 1))
            if score(whole(more))[0] > 0:
                for other in axes:
                    if other != axis:
                        yield from _paid(more, axis, other, sizes[axis], lambda p: score(whole(p))[0] <= 0, whole)


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
    point: Point, axis: int, other: int, size: int, allowed: Callable[[Point], bool], whole: Callable[[Point], Point]
) -> Iterator[Point]:
    """The point with as much left of the other axis as is allowed, then with as much of the axis as that leaves room for."""
    if point[other] == 0 or not allowed(_at(point, other, 0)):
        return
    left = _most(lambda place: allowed(_at(point, other, place)), 0, point[other])
    paid = _at(point, other, left)
    yield whole(paid)
    if point[axis] + 1 < size:
        yield whole(_at(paid, axis, _most(lambda place: allowed(_at(paid, axis, place)), point[axis], size)))


def _most(allowed: Callable[[int], bool], low: int, high: int) -> int:
    """The largest place below `high` that is allowed, by halving; `low` is."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if allowed(middle) else (low, middle)
    return low


def _at(point: Point, axis: int, place: int) -> Point:
    return (*point[:axis], place, *point[axis + 1 :])
