"""The verdict: what is said for resurfacing, claim by claim, beside what the model computes and what was published.

The criterion of each claim was written before its figures; a claim that fails it says so. Nothing here is fitted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rederm.evidence.verdict_cases import Cases
from rederm.evidence.verdict_claims import CLAIMS
from rederm.evidence.verdict_figures import Figure
from rederm.evidence.verdict_table import Table, tables, told
from rederm.sources import DATA, read_toml, reference


@dataclass(frozen=True)
class Claim:
    """One claim: its words, the computed figures, the evidence, how it came out ("held", "partly", "failed")."""

    number: int
    words: str
    criterion: str
    figures: Sequence[Figure]
    evidence: str
    sources: Sequence[str]
    outcome: str
    verdict: str

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "claim": self.words,
            "criterion": self.criterion,
            "figures": [{"words": f.words, "unit": f.unit, **(told(f.samples, f.unit) or {})} for f in self.figures],
            "evidence": self.evidence,
            "sources": [reference(key).cite() for key in self.sources],
            "outcome": self.outcome,
            "verdict": self.verdict,
        }


@dataclass(frozen=True)
class VerdictPage:
    """All claims and tables; bands are 90 %."""

    claims: Sequence[Claim]
    tables: Sequence[Table]
    currency: str
    draws: int
    seed: int

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": "rederm.verdict/1",
            "claims": [claim.to_json() for claim in self.claims],
            "tables": [table.to_json() for table in self.tables],
            "currency": self.currency,
            "draws": self.draws,
            "seed": self.seed,
        }


def verdict(*, draws: int = 192, seed: int = 0) -> VerdictPage:
    """Compute every claim and table; deterministic in `draws` and `seed`."""
    cases = Cases(draws, seed)
    found = tables(cases)
    claims = [_claim(entry, cases) for entry in read_toml(DATA / "evidence" / "claims.toml")["claim"]]
    currency = next(iter(cases.table.values())).price.currency
    return VerdictPage(claims, found, currency, draws, seed)


def _claim(entry: Mapping[str, Any], cases: Cases) -> Claim:
    figures, outcome = CLAIMS[entry["number"]](cases)
    return Claim(
        number=entry["number"],
        words=entry["claim"],
        criterion=entry["criterion"],
        figures=figures,
        evidence=entry["evidence"],
        sources=tuple(entry["source"]),
        outcome=outcome,
        verdict=entry[outcome],
    )
