"""Arrays by name, each made when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping

from rederm.draws import Samples


class Told(Mapping[str, Samples]):
    """A mapping of arrays from what makes each of them."""

    def __init__(self, makers: Mapping[str, Callable[[], Samples]]) -> None:
        self._makers = makers
        self._made: dict[str, Samples] = {}

    def __getitem__(self, name: str) -> Samples:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
