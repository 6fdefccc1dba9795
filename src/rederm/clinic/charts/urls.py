from django.urls import path

from rederm.clinic.charts import views

urlpatterns = [
    path("", views.start, name="start"),
    path("clients/new/", views.new, name="client-new"),
    path("clients/<uuid:key>/", views.chart, name="client"),
]
