"""Pattern search: finds the best of lattices where one limit binds, and never evaluates a point twice."""

from itertools import product

import numpy as np

from rederm.planning.pattern import Point, Score, best_point

SIZES = (9, 9, 6, 8)


def test_more_of_everything_gains_and_costs_and_the_best_within_the_cost_is_nearly_found() -> None:
    generator, points = np.random.default_rng(5), np.array(list(product(*(range(size) for size in SIZES))))
    parts, regrets, asked = points / (np.array(SIZES) - 1.0), [], []
    for _ in range(60):
        gains, costs = generator.uniform(0.05, 1.0, 4), generator.uniform(0.0, 1.0, 4)
        missed = np.maximum(parts @ costs - generator.uniform(0.1, 0.9) * costs.sum(), 0.0)
        scores = {tuple(p): (m, -v) for p, m, v in zip(points.tolist(), missed, np.sqrt(parts) @ gains, strict=True)}
        seen: dict[Point, Score] = {}

        def score(point: Point, scores: dict[Point, Score] = scores, seen: dict[Point, Score] = seen) -> Score:
            return seen.setdefault(point, scores[point])

        found, best = best_point([(0, 0, 0, 0), (4, 4, 2, 4), (8, 8, 0, 0)], SIZES, score), min(scores.values())
        assert scores[found][0] == best[0] == 0.0
        regrets.append(1 - scores[found][1] / best[1])
        asked.append(len(seen))
    assert np.mean(regrets) < 0.005
    assert np.quantile(regrets, 0.9) < 0.02
    assert np.mean(asked) < len(points) / 15


def test_a_separable_score_is_brought_to_its_end_from_any_corner() -> None:
    wanted = (3, 7, 1, 5)

    def score(point: Point) -> Score:
        return (float(sum((a - b) ** 2 for a, b in zip(point, wanted, strict=True))),)

    assert all(best_point([corner], SIZES, score) == wanted for corner in [(0, 0, 0, 0), (8, 8, 5, 7), (0, 8, 0, 7)])


def test_near_moves_one_place_at_a_time() -> None:
    asked: list[Point] = []

    def score(point: Point) -> Score:
        asked.append(point)
        return (0.0,)

    best_point([(4, 4, 3, 4)], SIZES, score, near=True)
    assert max(max(abs(a - b) for a, b in zip(point, (4, 4, 3, 4), strict=True)) for point in asked) == 1


def test_points_of_one_name_are_one() -> None:
    asked: set[Point] = set()

    def score(point: Point) -> Score:
        asked.add(point)
        return (-float(point[0]),)

    def first_interval(point: Point) -> Point:
        return (*point[:-1], 0)

    best_point([(0, 0, 0, 5)], SIZES, score, whole=first_interval)
    assert all(point[-1] == 0 for point in asked)
