"""Every address of the clinic. A test walks this list: each needs a right, and each role meets each of them."""

from django.urls import include, path

from rederm.clinic.project import verdict, views

urlpatterns = [
    path("", include("rederm.clinic.charts.urls")),
    path("", include("rederm.clinic.accounts.urls")),
    path("jobs/", include("rederm.clinic.jobs.urls")),
    path("", include("rederm.clinic.consult.urls")),
    path("", include("rederm.clinic.photos.urls")),
    path("", include("rederm.clinic.plans.urls")),
    path("", include("rederm.clinic.consents.urls")),
    path("", include("rederm.clinic.treatments.urls")),
    path("", include("rederm.clinic.followups.urls")),
    path("verdict/", verdict.verdict, name="verdict"),
    path("verdict/gain.svg", verdict.verdict_figure, name="verdict-figure"),
    path("alive/", views.alive, name="alive"),
]
handler400 = views.unusable
handler403 = views.refused
handler404 = views.missing
handler500 = views.broken
