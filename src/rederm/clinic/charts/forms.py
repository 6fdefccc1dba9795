"""The form for a new client."""

from datetime import date

from django import forms
from django.utils import timezone

_OLDEST = 120


class NewClient(forms.Form):
    """Who it is. Everything that the plan reads is asked in the consult."""

    name = forms.CharField(max_length=120, label="Name", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    born = forms.DateField(label="Date of birth", widget=forms.DateInput(attrs={"type": "date"}))
    email = forms.EmailField(required=False, label="E-mail")
    phone = forms.CharField(max_length=40, required=False, label="Telephone")

    def clean_born(self) -> date:
        born: date = self.cleaned_data["born"]
        today = timezone.localdate()
        if not 0 <= (today - born).days / 365.25 <= _OLDEST:
            raise forms.ValidationError(f"{born} is not a date of birth; it must lie in the last {_OLDEST} years")
        return born
