"""The API of what we build and how it goes."""

from django.urls import path

from products.api.deciding import DecisionWriting
from products.api.definitions import InitiativeStarting, OutcomeStarting
from products.api.depending import NeedWriting
from products.api.helping import AnswerWriting, AskWriting
from products.api.reading import router
from products.api.resources import PlanView
from products.api.writing import CheckInWriting, ReadingWriting

writing_urls = [
    path("products/<slug:slug>/check-ins/", CheckInWriting.as_view(), name="api-product-check-ins"),
    path(
        "products/<slug:slug>/initiatives/",
        InitiativeStarting.as_view(),
        name="api-product-initiatives",
    ),
    path("products/<slug:slug>/outcomes/", OutcomeStarting.as_view(), name="api-product-outcomes"),
    path("products/<slug:slug>/readings/", ReadingWriting.as_view(), name="api-product-readings"),
    path("products/<slug:slug>/asks/", AskWriting.as_view(), name="api-product-asks"),
    path("teams/<slug:slug>/people/", PlanView.as_view(), name="api-team-people"),
    path("asks/<slug:public_id>/answers/", AnswerWriting.as_view(), name="api-ask-answers"),
    path("asks/<slug:public_id>/decisions/", DecisionWriting.as_view(), name="api-ask-decisions"),
    path("initiatives/<slug:public_id>/needs/", NeedWriting.as_view(), name="api-initiative-needs"),
]

__all__ = ["router", "writing_urls"]
