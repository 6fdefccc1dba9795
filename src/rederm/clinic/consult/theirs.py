"""What somebody else wrote while a form was open, beside what is typed in it."""

from typing import Any

from django import forms


def differences(form: forms.Form) -> list[tuple[str, str]]:
    """(label, what the file says now) of every field in which the form and the file differ."""
    return [(str(form[name].label), _said(form.fields[name], form[name].initial)) for name in form.changed_data]


def _said(field: Any, shown: Any) -> str:
    if isinstance(shown, list):
        return " ".join(str(part) for part in shown if part not in ("", None)) or "not asked"
    if shown in ("", None):
        return "not said"
    return dict(getattr(field, "choices", ())).get(shown, str(shown))
