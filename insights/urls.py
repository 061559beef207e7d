"""The addresses of the insights app."""

from django.urls import URLPattern, URLResolver, path

from insights.views import (
    changes,
    dashboard,
    dashboard_parts,
    lists,
    panels,
    reports,
    resources,
    saved_views,
    search,
    thread,
    what_if,
)

app_name = "insights"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", dashboard.dashboard, name="dashboard"),
    path("portfolio/help/", dashboard_parts.dashboard_help, name="dashboard_help"),
    path(
        "portfolio/numbers/<slug:name>/",
        dashboard_parts.dashboard_numbers,
        name="dashboard_numbers",
    ),
    path("changes/", changes.change_list, name="change_list"),
    path("search/", search.search, name="search"),
    path("thread/", thread.thread, name="thread"),
    path("resources/", resources.resources, name="resources"),
    path("resources/time/", resources.time_list, name="time_list"),
    path("resources/money/", resources.funding_list, name="funding_list"),
    path("resources/what-if/", what_if.what_if, name="what_if"),
    path("products/", lists.product_list, name="product_list"),
    path("outcomes/", lists.outcome_list, name="outcome_list"),
    path("initiatives/", lists.initiative_list, name="initiative_list"),
    path("check-ins/", lists.check_in_list, name="check_in_list"),
    path("objectives/", lists.objective_list, name="objective_list"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/preview/", reports.report_preview, name="report_preview"),
    path("reports/compare/", reports.report_compare, name="report_compare"),
    path("reports/<slug:label>/", reports.report, name="report"),
    path("reports/<slug:kind>/<slug:slug>/<slug:label>/", reports.report, name="report_of"),
    path("views/", saved_views.view_list, name="view_list"),
    path("views/save/", saved_views.view_save, name="view_save"),
    path("views/<slug:public_id>/", saved_views.view_change, name="view_change"),
    path("views/<slug:public_id>/default/", saved_views.view_default, name="view_default"),
    path("views/<slug:public_id>/delete/", saved_views.view_delete, name="view_delete"),
    path("products/<slug:slug>/evidence/", panels.product_panel, name="product_panel"),
    path("objectives/<slug:slug>/evidence/", panels.objective_panel, name="objective_panel"),
    path("outcomes/<readable:part>/evidence/", panels.outcome_panel, name="outcome_panel"),
]
