"""The medical history of a client. A key that is absent was not asked: it is None, never "no"."""

from typing import Any, Literal

from pydantic import Field, field_validator

from rederm.skin.entry import Entry
from rederm.sources import sentence


def _asked(example: Any, **bounds: float) -> Any:
    return Field(default=None, examples=[example], **bounds)  # type: ignore[call-overload]


class History(Entry):
    """Answers that safety rules read. Every answer may be None: not asked."""

    isotretinoin_stopped_months: float | Literal["never"] | None = _asked("never")  # 0: taking it now
    keloids: bool | None = _asked(False)
    pregnant: bool | None = _asked(False)
    breastfeeding: bool | None = _asked(False)
    active_infection: bool | None = _asked(False)
    cold_sores: bool | None = _asked(False)
    pacemaker: bool | None = _asked(False)
    metal_implant_in_field: bool | None = _asked(False)
    recent_tan: bool | None = _asked(False)
    photosensitising_drugs: bool | None = _asked(False)
    immunosuppressed: bool | None = _asked(False)
    diabetes: Literal["none", "controlled", "uncontrolled"] | None = _asked("none")
    connective_tissue_disease: bool | None = _asked(False)
    vitiligo_or_psoriasis: bool | None = _asked(False)
    bleeding_or_anticoagulant: bool | None = _asked(False)
    heart_rhythm_disease: bool | None = _asked(False)
    kidney_or_liver_disease: bool | None = _asked(False)
    methaemoglobin_risk: bool | None = _asked(False)
    radiotherapy_in_field: bool | None = _asked(False)
    tattoo_or_permanent_makeup_in_field: bool | None = _asked(False)
    melasma: bool | None = _asked(False)
    pih_history: bool | None = _asked(False)
    pigmented_lesions_examined: bool | None = _asked(True)
    lax_lower_lid: bool | None = _asked(False)
    filler_or_toxin_weeks: float | Literal["never"] | None = _asked(52)
    surgery_in_field_months: float | Literal["never"] | None = _asked(24)
    last_resurfacing_weeks: float | Literal["never"] | None = _asked(52)
    allergies: tuple[str, ...] | None = Field(default=None, strict=False, examples=[["lidocaine"]])
    medications: tuple[str, ...] | None = Field(default=None, strict=False, examples=[["aspirin"]])

    @field_validator(
        "isotretinoin_stopped_months",
        "filler_or_toxin_weeks",
        "surgery_in_field_months",
        "last_resurfacing_weeks",
        mode="before",
    )
    @classmethod
    def _time_since(cls, given: Any) -> Any:
        """A finite time of 0 or more, or "never"."""
        if given is None or given == "never":
            return given
        number = isinstance(given, int | float) and not isinstance(given, bool)
        if not number or not 0 <= given <= 6000:
            raise ValueError('must be a number from 0 to 6000, or "never"')
        return float(given)


QUESTIONS = {
    "isotretinoin_stopped_months": sentence("Have you ever taken isotretinoin, and if so, how many months ago did you stop?"),
    "keloids": sentence("Have you or close family had keloids or thick raised scars?"),
    "pregnant": sentence("Are you pregnant?"),
    "breastfeeding": sentence("Are you breastfeeding?"),
    "active_infection": sentence("Is there any infection, cold sore or open wound in the area now?"),
    "cold_sores": sentence("Have you ever had cold sores?"),
    "pacemaker": sentence("Do you have a pacemaker, defibrillator or nerve stimulator?"),
    "metal_implant_in_field": sentence("Is there any metal implant in or under the area?"),
    "recent_tan": sentence("Have you tanned, or used a tanning cream or spray, in the last two weeks?"),
    "photosensitising_drugs": sentence("Do you take any medicine that makes the skin sensitive to light?"),
    "immunosuppressed": sentence("Do you have an illness or take a medicine that weakens the immune system?"),
    "diabetes": sentence("Do you have diabetes, and is it well controlled?"),
    "connective_tissue_disease": sentence("Do you have lupus, scleroderma or another connective tissue disease?"),
    "vitiligo_or_psoriasis": sentence("Do you have vitiligo or psoriasis?"),
    "bleeding_or_anticoagulant": sentence("Do you bleed easily or take a blood thinner?"),
    "heart_rhythm_disease": sentence("Do you have a heart rhythm disease?"),
    "kidney_or_liver_disease": sentence("Do you have kidney or liver disease?"),
    "methaemoglobin_risk": sentence("Do you have G6PD deficiency, or have you ever had methaemoglobinaemia?"),
    "radiotherapy_in_field": sentence("Has the area ever had radiotherapy?"),
    "tattoo_or_permanent_makeup_in_field": sentence("Is there a tattoo or permanent make-up in the area?"),
    "melasma": sentence("Do you have, or have you had, melasma?"),
    "pih_history": sentence("Has your skin ever stayed dark after a spot, an injury or a treatment?"),
    "pigmented_lesions_examined": sentence("Has a clinician examined every dark spot in the area?"),
    "lax_lower_lid": sentence("Is the lower eyelid lax, or has it been operated on?"),
    "filler_or_toxin_weeks": sentence("Have you had filler or botulinum toxin in the area, and if so, how many weeks ago?"),
    "surgery_in_field_months": sentence("Have you had surgery in the area, and if so, how many months ago?"),
    "last_resurfacing_weeks": sentence("Have you had a peel, laser or other resurfacing, and if so, how many weeks ago?"),
    "allergies": sentence("Are you allergic to anything, such as lidocaine, salicylate, metal or latex?"),
    "medications": sentence("Which medicines do you take?"),
}
"""The question behind each key of `History`, in the order in which it is asked."""
