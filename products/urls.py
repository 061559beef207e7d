"""The addresses of the products app."""

from django.urls import URLPattern, URLResolver, path, register_converter

from pmo_portal.lib.identifiers import ReadableIdConverter
from products.views import check_ins, initiatives, outcomes, products

register_converter(ReadableIdConverter, "readable")

app_name = "products"
urlpatterns: list[URLPattern | URLResolver] = [
    path("products/<slug:slug>/", products.product_detail, name="product_detail"),
    path("outcomes/<readable:part>/", outcomes.outcome_detail, name="outcome_detail"),
    path("initiatives/<readable:part>/", initiatives.initiative_detail, name="initiative_detail"),
    path("check-ins/<readable:public_id>/", check_ins.check_in_detail, name="check_in_detail"),
]
