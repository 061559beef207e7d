"""The addresses of the portfolio app."""

from django.urls import URLPattern, URLResolver, path

from portfolio.views import objectives, settings, welcome

app_name = "portfolio"
urlpatterns: list[URLPattern | URLResolver] = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("settings/", settings.settings, name="settings"),
    path("objectives/<slug:slug>/", objectives.objective_detail, name="objective_detail"),
]
