"""The API of what we build and how it goes."""

from django.urls import path

from products.api.reading import router
from products.api.writing import CheckInWriting, ReadingWriting

writing_urls = [
    path(
        "products/<slug:slug>/check-ins/", CheckInWriting.as_view(), name="api-product-check-ins"
    ),
    path("products/<slug:slug>/readings/", ReadingWriting.as_view(), name="api-product-readings"),
]

__all__ = ["router", "writing_urls"]
