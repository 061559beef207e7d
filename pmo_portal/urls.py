"""The map of all addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("pmo_portal.account_urls")),
    path("", include("portfolio.urls")),
    path("", include("products.urls")),
    path("", include("insights.urls")),
    path("api/", include("pmo_portal.api_urls")),
]
