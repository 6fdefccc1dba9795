"""The way of a client from consult to follow-up, as the chart shows it: each room tells its own step."""

from collections.abc import Callable
from dataclasses import dataclass

from rederm.clinic.accounts.models import User
from rederm.clinic.charts.models import Record

DONE, NEXT, LATER, STOP = "done", "next", "later", "stop"


@dataclass(frozen=True)
class Step:
    """title: the room; said: where it stands, one line; state: done, next, later, or stop where something forbids to go on;
    links: (words, address) of what this person may do there now."""

    title: str
    said: str
    state: str
    links: tuple[tuple[str, str], ...] = ()


Teller = Callable[[Record, User], Step]
_TELLERS: dict[int, Teller] = {}


def step(order: int) -> Callable[[Teller], Teller]:
    """Register the teller of a step: 10 consult, 20 photographs, 30 plan, 40 consent, 50 treatment, 60 follow-up. Called as the
    room's app gets ready."""

    def decorate(teller: Teller) -> Teller:
        _TELLERS[order] = teller
        return teller

    return decorate


def steps_of(record: Record, user: User) -> list[Step]:
    """The steps in their order."""
    return [_TELLERS[order](record, user) for order in sorted(_TELLERS)]
