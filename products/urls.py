"""The addresses of the products app."""

from django.urls import URLPattern, URLResolver, path, register_converter

from pmo_portal.lib.identifiers import ReadableIdConverter
from products.views import (
    asks,
    check_ins,
    checking_in,
    contributing,
    defining,
    dependencies,
    describing,
    ending,
    funding,
    home,
    imports,
    initiatives,
    outcomes,
    planning,
    portfolio_panels,
    products,
    reading_writing,
    samples,
    teams,
    ties,
)

register_converter(ReadableIdConverter, "readable")

app_name = "products"
urlpatterns: list[URLPattern | URLResolver] = [
    path("welcome/demo/", samples.demo_start, name="demo_start"),
    path("samples/", samples.sample_start, name="sample_start"),
    path("teams/<slug:slug>/products/", teams.team_products, name="team_products"),
    path(
        "portfolios/<slug:slug>/products/",
        portfolio_panels.portfolio_products,
        name="portfolio_products",
    ),
    path("portfolios/<slug:slug>/products/new/", describing.product_create, name="product_create"),
    path("portfolios/<slug:slug>/money/", portfolio_panels.portfolio_money, name="portfolio_money"),
    path("portfolios/<slug:slug>/money/new/", funding.portfolio_fund, name="portfolio_fund"),
    path("money/<readable:public_id>/", funding.funding_edit, name="funding_edit"),
    path("products/<slug:slug>/", products.product_detail, name="product_detail"),
    path("products/<slug:slug>/edit/", describing.product_describe, name="product_describe"),
    path("products/<slug:slug>/place/", describing.product_place, name="product_place"),
    path("products/<slug:slug>/check-in/", checking_in.check_in_start, name="check_in_start"),
    path("products/<slug:slug>/outcomes/new/", defining.outcome_define, name="outcome_define"),
    path(
        "products/<slug:slug>/initiatives/new/", planning.initiative_start, name="initiative_start"
    ),
    path("outcomes/<readable:part>/", outcomes.outcome_detail, name="outcome_detail"),
    path("outcomes/<readable:part>/edit/", defining.outcome_edit, name="outcome_edit"),
    path("outcomes/<readable:part>/end/", ending.outcome_end, name="outcome_end"),
    path("outcomes/<readable:part>/reading/", reading_writing.reading_write, name="reading_write"),
    path("initiatives/<readable:part>/", initiatives.initiative_detail, name="initiative_detail"),
    path("initiatives/<readable:part>/edit/", planning.initiative_edit, name="initiative_edit"),
    path("initiatives/<readable:part>/end/", ending.initiative_end, name="initiative_end"),
    path(
        "initiatives/<readable:part>/moves/",
        contributing.contribution_start,
        name="contribution_start",
    ),
    path("check-ins/<readable:public_id>/", check_ins.check_in_detail, name="check_in_detail"),
    path("home/", home.home, name="home"),
    path("notices/read/", home.notices_read, name="notices_read"),
    path("help/", asks.ask_list, name="ask_list"),
    path("help/<readable:public_id>/", asks.ask_detail, name="ask_detail"),
    path("help/<readable:public_id>/answer/", asks.ask_answer, name="ask_answer"),
    path("help/<readable:public_id>/end/", asks.ask_end, name="ask_end"),
    path("help/<readable:public_id>/decide/", asks.ask_decide, name="ask_decide"),
    path("products/<slug:slug>/ask/", asks.ask_start, name="ask_start"),
    path("products/<slug:slug>/suggest/", ties.tie_suggest, name="tie_suggest"),
    path(
        "initiatives/<readable:part>/needs/",
        dependencies.dependency_start,
        name="dependency_start",
    ),
    path(
        "dependencies/<readable:public_id>/",
        dependencies.dependency_detail,
        name="dependency_detail",
    ),
    path(
        "dependencies/<readable:public_id>/answer/",
        dependencies.dependency_answer,
        name="dependency_answer",
    ),
    path(
        "dependencies/<readable:public_id>/move/",
        dependencies.dependency_move,
        name="dependency_move",
    ),
    path(
        "dependencies/<readable:public_id>/end/",
        dependencies.dependency_end,
        name="dependency_end",
    ),
    path("import/", imports.import_start, name="import_start"),
    path("import/<readable:public_id>/", imports.import_detail, name="import_detail"),
    path("import/<readable:public_id>/progress/", imports.import_progress, name="import_progress"),
    path("import/<readable:public_id>/choose/", imports.import_choose, name="import_choose"),
    path("import/<readable:public_id>/leave/", imports.import_leave, name="import_leave"),
]
