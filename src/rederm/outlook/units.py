"""The unit of every quantity in an outlook, by its JSON key; "currency" is the currency that the outlook names."""

_SESSION = {
    "closure_hours": "h",
    "crust_days": "d",
    "edema_days": "d",
    "erythema_days": "d",
    "social_downtime_days": "d",
    "pain_0_10": "1",
    "heat_hours": "h",
    "treatment_minutes": "min",
    "chair_minutes": "min",
}
UNITS: dict[str, str] = {
    "days": "d",
    "day": "d",
    "scores": "1",
    "scores_untreated": "1",
    "gain": "1",
    "of_which_swelling": "1",
    "swelling": "1",
    "apparent_age_years": "a",
    "apparent_age_day": "d",
    **_SESSION,
    **{f"{name}_per_session": unit for name, unit in _SESSION.items()},
    "downtime_days_course": "d",
    "pih_risk_course": "1",
    "hypopigmentation_risk_course": "1",
    "scar_risk_course": "1",
    "infection_risk_course": "1",
    "prolonged_redness_risk_course": "1",
    "price_course": "currency",
    "price_range": "currency",
}
