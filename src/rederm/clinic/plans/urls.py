from django.urls import path

from rederm.clinic.plans import pictures, printed, room, views

urlpatterns = [
    path("plans/<uuid:key>/", views.plans, name="plans"),
    path("plans/<uuid:key>/search/", views.search, name="plan-search"),
    path("plans/<uuid:key>/compare/", views.compare, name="plan-compare"),
    path("plans/<uuid:key>/choose/", views.choose, name="plan-choose"),
    path("plans/<uuid:key>/room/", room.room, name="plan-room"),
    path("plans/<uuid:key>/room/turn/", room.turn, name="plan-turn"),
    path("plans/<uuid:key>/room/lesion.svg", pictures.lesion, name="plan-lesion"),
    path("plans/<uuid:key>/room/seen/", pictures.strip, name="plan-seen"),
    path("plans/<uuid:key>/compare/day/", pictures.day, name="plan-day"),
    path("plans/search/<uuid:key>/report/", printed.ask_report, name="plan-report"),
    path("plans/report/<uuid:key>/<slug:name>/", printed.download, name="plan-download"),
]
