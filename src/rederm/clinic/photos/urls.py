from django.urls import path

from rederm.clinic.photos import views

urlpatterns = [
    path("clients/<uuid:key>/photos/", views.gallery, name="photos"),
    path("clients/<uuid:key>/photos/new/", views.new, name="photo-new"),
    path("clients/<uuid:key>/photos/compare/", views.compare, name="photo-compare"),
    path("photos/<uuid:key>/", views.photo, name="photo"),
    path("photos/<uuid:key>/withdraw/", views.withdraw, name="photo-withdraw"),
    path("photos/<uuid:key>/image/", views.image, name="photo-image"),
    path("photos/<uuid:key>/thumb/", views.thumb, name="photo-thumb"),
]
