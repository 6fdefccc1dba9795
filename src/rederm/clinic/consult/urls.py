from django.urls import path

from rederm.clinic.consult import views, views_concerns, views_screening

urlpatterns = [
    path("clients/<uuid:key>/intake/", views.intake, name="intake"),
    path("clients/<uuid:key>/concerns/", views_concerns.concerns, name="concerns"),
    path("clients/<uuid:key>/concerns/remove/", views_concerns.remove_concern, name="concern-remove"),
    path("clients/<uuid:key>/skin-type/", views.skin_type, name="skin-type"),
    path("clients/<uuid:key>/screening/", views_screening.screening, name="screening"),
    path("screenings/<uuid:key>/", views_screening.kept, name="screening-kept"),
]
