"""The map of all addresses."""

from django.urls import include, path

from portfolio import admin

urlpatterns = [
    path("", include("pmo_portal.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("portfolio.urls")),
    path("", include("products.urls")),
    path("", include("insights.urls")),
    path("api/", include("pmo_portal.api_urls")),
]
