"""The cheapest set of offers that covers the visits with one device.

    cost(i) = min over offers of  price of the offer . w_i + cost(i + its sessions),      cost(n) = 0

Visits are sorted by the weight w of their field, the largest first. An offer is bought for a field and serves that and smaller
ones, so that it costs the weight of the largest visit it serves; whole offers only, the last may have sessions left over.

Some cheapest set serves the sorted visits in blocks: let the offer that serves the first visit, k sessions long, serve the
first k visits instead; whatever served those serves the ones it leaves, which are no larger. So the recursion is exact, and
more visits, or a larger field, never cost less. Of sets at one cost: fewest sessions left over, then fewest purchases.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rederm.course.price_list import Offer


@dataclass(frozen=True)
class Purchase:
    """One offer bought for a field of this weight, and how many of its sessions nobody uses."""

    offer: Offer
    weight: float
    left_over: int


def cheapest_cover(
    offers: Sequence[Offer], weights: Sequence[float], price: Callable[[Offer], float]
) -> tuple[float, list[Purchase]]:
    """Least cost of visits with these weights, and what is bought. price: of an offer on a whole face, for example its low."""
    visits, count = sorted(weights, reverse=True), len(weights)
    best = [(0.0, 0, 0)] * (count + 1)  # of the visits from i on: cost, sessions left over, purchases
    chosen = [offers[0]] * count
    for i in reversed(range(count)):
        found = []
        for offer in offers:
            cost, left, purchases = best[min(i + offer.sessions, count)]
            left += max(i + offer.sessions - count, 0)
            found.append((cost + price(offer) * visits[i], left, purchases + 1))
        k = min(range(len(offers)), key=lambda k: (round(found[k][0], 6), *found[k][1:]))  # rounded: ties but for the last bit
        best[i], chosen[i] = found[k], offers[k]
    bought, i = [], 0
    while i < count:
        bought.append(Purchase(chosen[i], visits[i], max(i + chosen[i].sessions - count, 0)))
        i += chosen[i].sessions
    return best[0][0], bought
