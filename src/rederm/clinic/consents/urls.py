from django.urls import path

from rederm.clinic.consents import views

urlpatterns = [
    path("courses/<uuid:key>/consent/", views.signing, name="consent-sign"),
    path("consents/<uuid:key>/", views.consent, name="consent"),
    path("consents/<uuid:key>/paper.pdf", views.paper, name="consent-paper"),
    path("consents/<uuid:key>/withdraw/", views.taking_back, name="consent-withdraw"),
    path("clinic/consent-texts/", views.texts, name="consent-texts"),
]
