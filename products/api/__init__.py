"""The API of what we build and how it goes."""

from products.api.reading import router

__all__ = ["router"]
