"""Where a client's photographs stand, as the chart tells it."""

from django.urls import reverse

from rederm.clinic.accounts.models import User
from rederm.clinic.charts.models import Record
from rederm.clinic.charts.steps import DONE, LATER, NEXT, Step, step
from rederm.clinic.photos.keep import shown
from rederm.clinic.photos.shots import wanted


@step(20)
def tell(record: Record, user: User) -> Step:
    """Done once each view that the concerns ask for was taken on one day or another; what is missing is named."""
    photos = shown(record)
    taken = {photo.shot for photo in photos}
    missing = [shot for shot in wanted(record) if shot not in taken]
    links = []
    if missing and user.may("photo.write"):
        links.append(("Take photographs", reverse("photo-new", kwargs={"key": record.pk}) + missing[0].query))
    if photos and user.may("photo.read"):
        links.append(("Look at them", reverse("photos", kwargs={"key": record.pk})))
    if not photos:
        said = "None yet." if record.file else "After the consult, which says which views are wanted."
    else:
        last = max(photo.taken_on for photo in photos)
        said = f"{len(photos)} kept, the last on {last:%-d %B %Y}."
        said += f" Missing: {'; '.join(shot.title for shot in missing)}." if missing else " Every view that is wanted is there."
    state = DONE if not missing else NEXT if record.file else LATER
    return Step("Photographs", said, state, tuple(links))
