"""The credibility statement in the manner of ASME V&V 40, its figures filled from a validation.

The words stand in data/evidence/credibility.toml. References: ASME V&V 40-2018, Assessing credibility of computational modeling
through verification and validation: application to medical devices.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.evidence.narrowing import HARDLY, WELL
from rederm.evidence.scores import per_cent
from rederm.output.validation_view import MODALITIES
from rederm.output.words import number
from rederm.planning import STATEMENT
from rederm.sources import DATA, read_toml

FAR = 2.0  # prior sds by which rows moved a number: rows and prior disagree


def credibility(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """{"title", "points"} a section, from the JSON of a validation."""
    told = facts(result)
    sections = read_toml(DATA / "evidence" / "credibility.toml")["section"]
    return [{"title": s["title"], "points": [point.format(**told) for point in s["points"]]} for s in sections]


def credibility_page(result: Mapping[str, Any]) -> str:
    """The statement as Markdown."""
    parts = [
        "# Credibility statement\n",
        f"{STATEMENT}\n",
        "In the manner of ASME V&V 40: how far rederm may be trusted, for what, and what was not done. Written by"
        f" `make validation` ({result['draws']} draws); figures are not edited by hand. The comparison itself is on"
        " [validation](README.md).\n",
    ]
    for section in credibility(result):
        parts += [f"## {section['title']}\n", "\n".join(f"- {point}" for point in section["points"]) + "\n"]
    return "\n".join(parts)


def facts(result: Mapping[str, Any]) -> dict[str, str]:
    """What fills the braces."""
    cells, told, where = result["tables"], result["signs"], result["applicability"]
    whole = cells[0]
    terms = result["fitted"]
    shifted = [term["name"] for term in terms if abs(term["shift"]) > FAR]
    modalities = [cell for cell in cells[1:] if cell["kind"] == "all"]
    kinds = [cell for cell in cells if cell["kind"] != "all" and cell["modality"] == "all" and "better_by" in cell]
    significant, none = told["significant"], told["none"]
    return {
        "draws": f"{result['draws']}",
        "figures": f"{whole['rows']}",
        "studies": f"{whole['studies']}",
        "lesions": f"{result['lesions']['scores']['in_sample']['rows']}",
        "comparisons": f"{len(result['comparisons'])}",
        "fitted": f"{whole['fitted']}",
        "unfitted": f"{whole['rows'] - whole['fitted']}",
        "coverage": f"{per_cent(whole['left_out']['coverage'])}",
        "coverage_seen": f"{per_cent(whole['seen']['coverage'])}",
        "modalities": "By modality: "
        + ", ".join(f"{MODALITIES[c['modality']]} {per_cent(c['left_out']['coverage'])} of {c['rows']}" for c in modalities)
        + ".",
        "better": f"{per_cent(whole['better_by'], sign=True)} over all ("
        + ", ".join(f"{c['name']} {per_cent(c['better_by'], sign=True)}" for c in kinds)
        + "); above 0 is better than the rule of thumb",
        "signs": f"Within trials, {significant['right']} of {significant['of']} significant differences have the right sign,"
        f" and in {none['right']} of {none['of']} that saw no difference the band of what such a trial would see holds 0.",
        "misses": f"{len(whole['missed'])} figures are missed; each is named on the validation page.",
        "terms": f"{len(terms)}",
        "well": f"{sum(term['narrowing'] < WELL for term in terms)}",
        "hardly": f"{sum(term['narrowing'] > HARDLY for term in terms)}",
        "shifted": f"Rows and prior disagree (a shift of more than two of the prior's sds) for {_listed(shifted)}.",
        "null": _null(result["wrinkles"]),
        "types": _counted(where["types"]),
        "sites": _counted(where["sites"]),
        "no_gain": _listed(where["no_gain"]),
    }


def _null(errors: Mapping[str, float]) -> str:
    if "alike" not in errors:
        return "That devices differ at all in wrinkles was not tested against all devices alike in this run."
    said = ", ".join(f"{name.upper()} {number(100 * error)}" for name, error in errors.items() if name != "alike")
    return (
        f"Wrinkles, studies left out: mean error {said} points of gain by structure, {number(100 * errors['alike'])} if all"
        " devices were alike."
    )


def _counted(groups: Mapping[str, Mapping[str, Any]]) -> str:
    return ", ".join(f"{name} {of['figures']} figures of {of['studies']} studies" for name, of in groups.items())


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none"
