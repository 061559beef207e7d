"""The addresses of the insights app."""

from django.urls import URLPattern, URLResolver, path

from insights.views import dashboard

app_name = "insights"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", dashboard.dashboard, name="dashboard"),
]
