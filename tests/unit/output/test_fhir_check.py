"""What the models of fhir.resources let through is refused: wrong codes, units, references, ranges."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from exchanged_plan import plan_file
from fhir.resources.R4B import get_fhir_model_class
from fhir.resources.R4B.bundle import Bundle
from pydantic import BaseModel

from rederm.devices import device_names, load_device
from rederm.output.fhir import bundle_of, written
from rederm.output.fhir_check import BundleError, check, elements, required
from rederm.output.fhir_codes import figure, quantity, table

BOUND = sorted(required()["paths"])
WITH_ALL = {
    "treatments_before": [{"device": "fractional-co2", "weeks_ago": 60}],
    "history": {"isotretinoin_stopped_months": 8, "allergies": ["latex"], "diabetes": "none"},
}


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """A bundle in which every kind of resource stands."""
    plan = plan_file()
    file = plan["client"]["file"]
    return bundle_of(plan | {"client": {"file": file | WITH_ALL | {"history": file["history"] | WITH_ALL["history"]}}})


@pytest.fixture
def bundle(whole: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(whole)


def places(node: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """(path, parent, key) of every leaf, by the paths of `elements`."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    if isinstance(node, dict):
        path = node.get("resourceType", path)
    for key, value in pairs:
        below = path if isinstance(key, int) or path.endswith(f".{key}") else f"{path}.{key}"
        if isinstance(value, dict | list):
            yield from places(value, below)
        else:
            yield below, node, key


def test_what_is_written_passes(whole: dict[str, Any]) -> None:
    check(whole)


@pytest.mark.parametrize("path", BOUND)
def test_a_wrong_code_is_refused_wherever_fhir_requires_one(bundle: dict[str, Any], path: str) -> None:
    parent, key = next((parent, key) for where, parent, key in places(bundle) if where == path)
    parent[key] = "nope"
    Bundle.model_validate(bundle)  # the models take it
    with pytest.raises(BundleError, match=f"{path} = 'nope'"):
        written(bundle)


def test_every_element_that_holds_a_code_is_bound(whole: dict[str, Any]) -> None:
    seen = {path for path, value in elements(whole) if not isinstance(value, dict)}
    coded = set(coded_paths(Bundle.model_validate(whole)))
    free = {
        path for path in coded if path.split(".")[-2] in ("coding", "tag", "concept") or "Coding" in path or "uantity" in path
    }
    free |= {path for path in coded if path.endswith((".low.code", ".high.code"))}  # checked as words of their system
    assert coded - free == {path for path in BOUND if path in seen} == set(BOUND)


def coded_paths(model: BaseModel, path: str = "") -> Iterator[str]:
    """Paths of the elements that the models type as code and that are set."""
    name = model.get_resource_type() if hasattr(model, "get_resource_type") else ""
    path = name if "resourceType" in type(model).model_fields or not path else path
    for key, info in type(model).model_fields.items():
        value = getattr(model, key)
        below = path if path.endswith(f".{key}") else f"{path}.{key}"
        if value is None or key.endswith("__ext") or key == "resource_type":
            continue
        if "Code()" in str(info.annotation):
            yield below
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, BaseModel):
                inner = type(part).__name__ if is_resource(part) else below
                yield from coded_paths(part, inner)


def is_resource(model: BaseModel) -> bool:
    return any(parent.__name__ == "Resource" for parent in type(model).__mro__)


@pytest.mark.parametrize("path", BOUND)
def test_our_sets_hold_what_the_models_name_as_examples(path: str) -> None:
    resource, *rest = path.split(".")
    model = get_fhir_model_class(resource)
    for part in rest[:-1]:  # QuestionnaireItem, QuestionnaireItemEnableWhen
        model = get_fhir_model_class(f"{model.__name__}{part[0].upper()}{part[1:]}")
    named = (model.model_fields[rest[-1]].json_schema_extra or {}).get("enum_values", [])
    allowed = required()["sets"][required()["paths"][path]]
    assert set(named) - {"+"} <= set(allowed)
    if named and "+" not in named:
        assert set(allowed) == set(named)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("Condition.bodySite.coding.code", "site.moon", "'site.moon' is no code of urn:rederm:codes"),
        ("Condition.bodySite.coding.system", "urn:elsewhere", "is no code of urn:elsewhere"),
        ("Condition.clinicalStatus.coding.code", "nope", "'nope' is no code of"),
        ("Observation.valueQuantity.code", "yards", "'yards' is no code of"),
        ("Observation.subject.reference", "urn:uuid:0", "urn:uuid:0 is not in the bundle"),
        ("CarePlan.activity.reference", "urn:uuid:0", "urn:uuid:0 is not in the bundle"),
        ("QuestionnaireResponse.questionnaire", "urn:other|1", "urn:other|1 is not in the bundle"),
        ("RiskAssessment.prediction.probabilityRange.low.value", 101.0, "low is above high"),
    ],
)
def test_what_no_receiver_can_read_is_refused(bundle: dict[str, Any], path: str, value: Any, words: str) -> None:
    parent, key = next((parent, key) for where, parent, key in places(bundle) if where == path)
    parent[key] = value
    with pytest.raises(BundleError, match=words.replace("|", r"\|")):
        check(bundle)


def test_a_resource_that_stands_twice_is_refused(bundle: dict[str, Any]) -> None:
    bundle["entry"].append(bundle["entry"][0])
    with pytest.raises(BundleError, match="stands 2 times"):
        check(bundle)


def test_every_dial_has_a_unit_that_ucum_knows() -> None:
    for name in device_names():
        for dial in load_device(name).dials.values():
            if not dial.choices:
                assert quantity(1.0, dial.unit)["code"]


def test_ucum_units_are_those_of_the_same_size() -> None:
    """Read by pint, which spells them in its own way."""
    from pint import UnitRegistry

    registry = UnitRegistry(cache_folder=None)
    spelled = {"/cm2": "1/cm^2", "J/cm2": "J/cm^2", "{score}": "1", "mo": "month", "wk": "week", "a": "year"}
    ours = {"mo": "month", "wk": "week", "a": "year", "grade": "1"}
    for unit, code in table()["ucum"].items():
        assert registry(ours.get(unit, unit)) == registry(spelled.get(code, code)), unit


def test_a_figure_keeps_six_digits_and_small_chances() -> None:
    assert figure(13.380874005036023) == 13.3809
    assert figure(3.2566393207596816e-11) == 3.25664e-11
    assert figure(2.0) == 2
    assert isinstance(figure(2.0), int)
