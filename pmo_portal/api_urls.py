"""The addresses of the API."""

from django.urls import include, path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from insights.api import HeadlineView, SnapshotsView
from insights.api import router as insights_router
from portfolio.api import router as portfolio_router
from products.api import router as products_router
from products.api import writing_urls

ROUTERS = (portfolio_router, insights_router, products_router)
NAMES = {
    "portfolio": "api-headline",
    "snapshots": "api-snapshots",
    **{
        prefix: f"{basename}-list"
        for router in ROUTERS
        for prefix, _views, basename in router.registry
    },
}


class IndexView(APIView):
    """What can be read here, each with its address."""

    @extend_schema(responses={200: dict[str, str]})
    def get(self, request: Request) -> Response:
        """Answer with the address of each list."""
        return Response({name: reverse(url, request=request) for name, url in NAMES.items()})


urlpatterns = [
    path("", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-try"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("v1/", IndexView.as_view(), name="api-index"),
    path("v1/portfolio/", HeadlineView.as_view(), name="api-headline"),
    path("v1/snapshots/", SnapshotsView.as_view(), name="api-snapshots"),
    *(path("v1/", include(router.urls)) for router in ROUTERS),
    path("v1/", include(writing_urls)),
]
