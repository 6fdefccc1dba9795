"""What somebody else wrote while a form was open, beside what is typed in it."""

from typing import Any

from rederm.clinic.consult.client_form import Intake


def differences(form: Intake) -> list[tuple[str, str]]:
    """(label, what the file says now) of every field in which a form that could be read differs from the file."""
    fields: dict[str, Any] = form.fields
    typed = {name: field.shown(form.cleaned_data.get(name)) for name, field in fields.items()}
    return [(str(form[name].label), _said(field)) for name, field in fields.items() if typed[name] != field.initial]


def _said(field: Any) -> str:
    now = field.initial
    if isinstance(now, list):
        return " ".join(str(part) for part in now if part) or "not asked"
    return str(dict(getattr(field, "choices", ())).get(now or "", now)) if now not in (None, "") else "not said"
