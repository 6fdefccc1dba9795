"""The references behind the numbers: id -> what to cite (DOI, PMID or title; no mirror links)."""

from dataclasses import dataclass
from functools import lru_cache

from rederm.sources.errors import InputError, nearest
from rederm.sources.files import DATA, read_toml


@dataclass(frozen=True)
class Reference:
    """One citable source. `kind`: article, review, text, manual, regulator, clinic, data, reasoning."""

    id: str
    title: str
    kind: str
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    note: str = ""

    def cite(self) -> str:
        """One line that a reader can look up."""
        year = f" ({self.year})" if self.year else ""
        link = f". doi:{self.doi}" if self.doi else f". PMID {self.pmid}" if self.pmid else ""
        return f"{self.title}{year}{link}"


@lru_cache(maxsize=1)
def bibliography() -> dict[str, Reference]:
    """Every reference below data/bibliography/*.toml by id. Raises InputError for an id that stands twice."""
    found: dict[str, Reference] = {}
    for path in sorted((DATA / "bibliography").glob("*.toml")):
        for key, entry in read_toml(path).items():
            if key in found:
                raise InputError(f"{path.name}: reference {key!r} stands twice in the bibliography")
            found[key] = Reference(id=key, **entry)
    return found


def reference(key: str) -> Reference:
    """The reference with this id. Raises InputError with the nearest id."""
    known = bibliography()
    if key not in known:
        raise InputError(f"no reference {key!r}{nearest(key, known)}")
    return known[key]
