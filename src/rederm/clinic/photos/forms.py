"""Forms of photographs."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from rederm.clinic.charts.models import Record
from rederm.clinic.photos.models import STATES
from rederm.clinic.photos.reading import Read, read_upload
from rederm.clinic.photos.shots import BY_NAME, VIEWS, Shot, site_choices
from rederm.sources import InputError

_ACCEPT = "image/jpeg,image/png,image/webp,image/tiff"
_MOST = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
_LATEST, _EARLIEST = 20_000, -3_650  # days of a course


class NewPhoto(forms.Form):
    """One photograph: from a file, or from the camera of a telephone or tablet. After is_valid: `read` and `shot`."""

    read: Read
    shot: Shot

    view = forms.ChoiceField(label="View", choices=[(view.name, view.title) for view in VIEWS])
    site = forms.ChoiceField(label="Site", required=False, help_text="For a close-up and a body site.")
    image = forms.FileField(
        label="Photograph from a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": _ACCEPT, "data-most": _MOST}),
        help_text=(
            f"This, or the camera. JPEG, PNG, WebP or TIFF, up to {_MOST // 1_000_000} MB. "
            "Place, camera and notes of the file are not kept."
        ),
    )
    camera = forms.FileField(
        label="Photograph from the camera",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg", "capture": "environment", "data-most": _MOST}),
        help_text="On a telephone or tablet this opens its camera.",
    )
    taken_on = forms.DateField(label="Taken on", widget=forms.DateInput(attrs={"type": "date"}))
    day_of_course = forms.IntegerField(
        label="Days since the first session",
        required=False,
        min_value=_EARLIEST,
        max_value=_LATEST,
        help_text="Empty where no course was begun.",
    )
    skin_state = forms.ChoiceField(label="Skin", choices=[("", "say which"), *STATES])

    def __init__(self, record: Record, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.record = record
        self.fields["site"].choices = [("", "none"), *site_choices()]  # type: ignore[attr-defined]

    def clean_taken_on(self) -> date:
        taken: date = self.cleaned_data["taken_on"]
        if not self.record.born <= taken <= timezone.localdate():
            raise forms.ValidationError("the day must lie between the client's birth and today")
        return taken

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if "view" in told and "site" in told:
            view = BY_NAME[told["view"]]
            self.shot = Shot(view, told["site"] if view.of_site else "")
            if view.of_site and not told["site"]:
                self.add_error("site", "say which site it shows")
        upload = told.get("image") or told.get("camera")
        if told.get("image") and told.get("camera"):
            self.add_error("camera", "two photographs were given; send one at a time")
        elif upload:
            try:
                self.read = read_upload(upload.read())
            except InputError as error:
                self.add_error("image" if told.get("image") else "camera", str(error))
        elif not {"image", "camera"} & set(self.errors):
            self.add_error("image", "choose a photograph, or take one")
        return told


class Withdraw(forms.Form):
    """Why a photograph is not to be shown any more."""

    reason = forms.CharField(max_length=200, label="Why it is withdrawn")
