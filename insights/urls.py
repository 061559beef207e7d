"""The addresses of the insights app."""

from django.urls import URLPattern, URLResolver, path

from insights.views import changes, dashboard, lists, panels

app_name = "insights"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", dashboard.dashboard, name="dashboard"),
    path("changes/", changes.change_list, name="change_list"),
    path("products/", lists.product_list, name="product_list"),
    path("outcomes/", lists.outcome_list, name="outcome_list"),
    path("initiatives/", lists.initiative_list, name="initiative_list"),
    path("check-ins/", lists.check_in_list, name="check_in_list"),
    path("objectives/", lists.objective_list, name="objective_list"),
    path("products/<slug:slug>/evidence/", panels.product_panel, name="product_panel"),
    path("objectives/<slug:slug>/evidence/", panels.objective_panel, name="objective_panel"),
    path("outcomes/<readable:part>/evidence/", panels.outcome_panel, name="outcome_panel"),
]
