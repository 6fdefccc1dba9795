"""The forms around a plan: when it starts, and which course it is."""

from django import forms
from django.utils import timezone


class StartForm(forms.Form):
    """The day of the first session."""

    start = forms.DateField(
        label="First session on", initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ChooseForm(StartForm):
    """The course and the version of the client file that were looked at."""

    course = forms.CharField(max_length=2000, widget=forms.HiddenInput)
    version = forms.UUIDField(widget=forms.HiddenInput)
