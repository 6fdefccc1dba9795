"""What is computed from draws, kept with them, so that courses which share their draws share the work.

A function under `@remembered` is asked again and again for the same frozen things: the injury of one setting, the closure of
that injury. Its answer is kept by the very objects it was asked with, arrays by their content. Arrays it gives may not be
written to. What is kept is bounded, and forgotten as a whole when full: an answer is then made anew.
"""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

import numpy as np

from rederm.draws.noise import Samples
from rederm.sources import Value

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

ROOM = 2**23  # numbers kept with one set of draws, 64 MB
MOST = 4096  # and answers, however few their numbers
ARRAYS = 20  # of numbers (n,) that an answer holds which is no array itself: that of an injury, the largest
_PLAIN = (str, float, int, bool, type(None), tuple)


class Memory:
    """What one set of draws keeps."""

    def __init__(self, n: int) -> None:
        self._samples: dict[str, tuple[Value, Samples]] = {}
        self._answers: dict[tuple[Any, ...], Any] = {}
        self._usual, self._held = ARRAYS * n, 0

    def __len__(self) -> int:
        """Answers kept."""
        return len(self._answers)

    @property
    def held(self) -> int:
        """Numbers that they hold, as far as is known."""
        return self._held

    def samples(self, name: str, value: Value, draw: Callable[[str, Value], Samples]) -> Samples:
        """Samples (n,) of this very value by name."""
        found = self._samples.get(name)
        if found is None or found[0] is not value:
            given = draw(name, value)
            given.setflags(write=False)
            self._samples[name] = found = (value, given)
        return found[1]

    def answer(self, key: tuple[Any, ...], make: Callable[[], Answer]) -> Answer:
        """What is kept under this key, made where it is not."""
        try:
            found: Answer = self._answers[key]
        except KeyError:
            found = make()
            size = found.nbytes // 8 if isinstance(found, np.ndarray) else self._usual
            if len(self._answers) >= MOST or self._held + size > ROOM:
                self._answers.clear()
                self._held = 0
            self._answers[key] = found
            self._held += size
        return found


class Same:
    """An object as a key: itself and no other, however equal. The key keeps it, so that its place in memory stays its own."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.thing is other.thing


def named(thing: object) -> object:
    """What stands for a thing in a key: plain things and arrays for themselves, anything else by what it is."""
    if isinstance(thing, _PLAIN):
        return thing
    if isinstance(thing, np.ndarray):
        return thing.shape, thing.tobytes()
    return Same(thing)


def remembered(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A function of frozen things and, among them, `draws`, by place and not by name, whose answers these draws keep."""
    place = list(signature(function).parameters).index("draws")

    @wraps(function)
    def asked(*given: Asked.args, **words: Asked.kwargs) -> Answer:
        draws: Any = given[place]
        memory: Memory = draws.memory
        key = (function, *[named(thing) for thing in given if thing is not draws], *words.items())
        return memory.answer(key, lambda: function(*given, **words))

    return asked
