"""The map of all addresses."""

from django.urls import include, path

from pmo_portal.lib.stylesheet import stylesheet
from portfolio import admin

handler404 = "pmo_portal.lib.errors.not_found"
urlpatterns = [
    path("style/<slug:digest>.css", stylesheet, name="stylesheet"),
    path("", include("pmo_portal.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("portfolio.urls")),
    path("", include("products.urls")),
    path("", include("insights.urls")),
    path("api/", include("pmo_portal.api_urls")),
]
