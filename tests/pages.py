"""The table of all pages: one row per URL name, saying who may open it. Add yours here.

`PUBLIC` opens to the street, `SIGNED_IN` to everyone of the organisation, `TEAM` to the members
of the team that owns the product (`TEAM_KEY` by API), `OFFICE` to the PMO and administrators,
`ADMINISTRATOR` to administrators alone, `KEY` (the API) to everyone with a session or a token.
`kwargs` name things that the fixture `world` of test_pages makes. Pages that only take a POST
say so.
"""

from dataclasses import dataclass, field
from enum import Enum

ID = "aaaaaaaaaa"
PERSON = "bbbbbbbbbb"


class Who(Enum):
    PUBLIC = "public"
    SIGNED_IN = "signed in"
    TEAM = "team"
    TEAM_KEY = "team, by API"
    OFFICE = "office"
    ADMINISTRATOR = "administrator"
    KEY = "key"


@dataclass(frozen=True)
class Page:
    who: Who
    kwargs: dict[str, str] = field(default_factory=dict)
    method: str = "GET"
    answer: int = 200


def public(answer: int = 200, **kwargs: str) -> Page:
    return Page(Who.PUBLIC, kwargs, answer=answer)


def signed_in(answer: int = 200, method: str = "GET", **kwargs: str) -> Page:
    return Page(Who.SIGNED_IN, kwargs, method, answer)


def team(method: str = "GET", **kwargs: str) -> Page:
    return Page(Who.TEAM, kwargs, method)


def office(method: str = "GET", **kwargs: str) -> Page:
    return Page(Who.OFFICE, kwargs, method)


def administrator(method: str = "GET", **kwargs: str) -> Page:
    return Page(Who.ADMINISTRATOR, kwargs, method)


def key(**kwargs: str) -> Page:
    return Page(Who.KEY, kwargs)


PAGES: dict[str, Page] = {
    "stylesheet": public(answer=302, digest="former"),
    # sign-in
    "account_login": public(),
    "account_logout": public(answer=302),
    "account_inactive": public(),
    "account_reset_password": public(),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public(uidb36="1", key="set-password"),
    "account_reset_password_from_key_done": public(),
    "account_reauthenticate": signed_in(answer=403),
    "account_change_password": signed_in(answer=302),
    "account_set_password": signed_in(),
    # who we are and where we go
    "portfolio:welcome": public(answer=302),
    "portfolio:objective_detail": signed_in(slug="grow"),
    "portfolio:objective_define": office(),
    "portfolio:objective_edit": office(slug="grow"),
    "portfolio:objective_end": office(slug="grow"),
    "portfolio:objective_order": office(),
    "portfolio:playbook_list": signed_in(),
    "portfolio:playbook_detail": signed_in(slug="see-it"),
    "portfolio:playbook_define": office(),
    "portfolio:playbook_edit": office(slug="see-it"),
    "portfolio:portfolio_list": signed_in(),
    "portfolio:portfolio_detail": signed_in(slug="branch"),
    "portfolio:portfolio_define": office(),
    "portfolio:portfolio_edit": office(slug="branch"),
    "portfolio:portfolio_order": office(),
    "portfolio:settings": signed_in(),
    "portfolio:reminder_settings": signed_in(),
    "portfolio:reminder_choice": public(answer=404, key="nobody"),
    "portfolio:team_detail": signed_in(slug="payments"),
    "portfolio:team_frame": team(slug="payments"),
    "portfolio:mail_choose": signed_in(method="POST"),
    "portfolio:token_issue": signed_in(method="POST"),
    "portfolio:token_revoke": signed_in(method="POST", public_id=ID),
    "portfolio:person_list": administrator(),
    "portfolio:person_change": administrator(method="POST", public_id=PERSON),
    "portfolio:person_invite": administrator(method="POST", public_id=PERSON),
    "portfolio:team_list": administrator(),
    "portfolio:team_change": administrator(method="POST", slug="payments"),
    "portfolio:member_add": administrator(method="POST", slug="payments"),
    "portfolio:member_remove": administrator(method="POST", slug="payments", public_id=PERSON),
    "portfolio:organisation": administrator(),
    # what we build and how it goes
    "products:team_products": signed_in(answer=302, slug="payments"),
    "products:product_detail": signed_in(slug="claims"),
    "products:product_offers": signed_in(answer=302, slug="claims"),
    "products:playbook_offers": signed_in(answer=302, slug="see-it"),
    "products:offer_list": signed_in(),
    "products:offer_start": office(),
    "products:offer_detail": signed_in(public_id=ID),
    "products:offer_answer": Page(Who.TEAM, {"public_id": ID}, "POST", 422),
    "products:offer_change": Page(Who.TEAM, {"public_id": ID}, "POST", 422),
    "products:offer_withdraw": Page(Who.SIGNED_IN, {"public_id": ID}, "POST", 403),
    "products:product_create": office(slug="branch"),
    "products:product_describe": team(slug="claims"),
    "products:product_place": office(slug="claims"),
    "products:portfolio_products": signed_in(answer=302, slug="branch"),
    "products:portfolio_money": signed_in(answer=302, slug="branch"),
    "products:portfolio_fund": office(slug="branch"),
    "products:funding_edit": office(public_id=ID),
    "products:check_in_start": team(slug="claims"),
    "products:people_plan": team(slug="payments"),
    "products:product_fund": Page(Who.TEAM, {"slug": "claims"}),
    "products:outcome_define": team(slug="claims"),
    "products:outcome_edit": team(part=ID),
    "products:outcome_end": team(part=ID),
    "products:reading_write": team(part=ID),
    "products:initiative_start": team(slug="claims"),
    "products:initiative_edit": team(part=ID),
    "products:initiative_end": team(part=ID),
    "products:contribution_start": team(part=ID),
    "products:outcome_detail": signed_in(part=ID),
    "products:initiative_detail": signed_in(part=ID),
    "products:check_in_detail": signed_in(public_id=ID),
    "products:home": signed_in(),
    "products:notices_read": signed_in(method="POST"),
    "products:ask_list": signed_in(),
    "products:ask_detail": signed_in(public_id=ID),
    "products:ask_start": team(slug="claims"),
    "products:tie_suggest": signed_in(slug="claims"),
    "products:ask_answer": signed_in(method="POST", public_id=ID),
    "products:ask_end": Page(Who.TEAM, {"public_id": ID}, "POST", 422),
    "products:ask_decide": signed_in(method="POST", public_id=ID),
    "products:dependency_start": team(part=ID),
    "products:dependency_detail": signed_in(public_id=ID),
    "products:dependency_answer": Page(Who.TEAM, {"public_id": ID}, "POST", 422),
    "products:dependency_move": Page(Who.TEAM, {"public_id": ID}, "POST", 422),
    "products:dependency_end": Page(Who.TEAM, {"public_id": ID}, "POST", 422),
    "products:demo_start": public(answer=302),
    "products:sample_start": office(),
    "products:import_start": office(),
    "products:import_detail": office(public_id=ID),
    "products:import_progress": office(public_id=ID),
    "products:import_choose": office(method="POST", public_id=ID),
    "products:import_leave": office(method="POST", public_id=ID),
    # what it adds up to
    "insights:change_list": signed_in(),
    "insights:dashboard": signed_in(),
    "insights:dashboard_chart": signed_in(answer=404, name="freshness", ending="csv"),
    "insights:dashboard_deck": signed_in(),
    "insights:resources_chart": signed_in(answer=404, ending="csv"),
    "insights:outcome_chart": signed_in(part=ID, ending="csv"),
    "insights:dashboard_numbers": signed_in(answer=302, name="freshness"),
    "insights:dashboard_help": signed_in(answer=302),
    "insights:report_list": signed_in(),
    "insights:report_preview": signed_in(),
    "insights:report_compare": signed_in(),
    "insights:report": signed_in(label="2020-w01"),
    "insights:report_feed": signed_in(),
    "insights:report_file": signed_in(label="2020-w01", ending="pptx"),
    "insights:report_file_of": signed_in(
        kind="team", slug="payments", label="2020-w01", ending="pptx"
    ),
    "insights:report_subscriptions": signed_in(),
    "insights:report_stop": public(answer=404, key="nobody"),
    "insights:letter_list": signed_in(answer=404),
    "insights:delivery_list": office(),
    "insights:delivery_again": office(method="POST", public_id=ID),
    "insights:publication_settings": office(),
    "insights:report_of": signed_in(kind="team", slug="payments", label="2020-w01"),
    "insights:search": signed_in(),
    "insights:thread": signed_in(),
    "insights:resources": signed_in(),
    "insights:time_list": signed_in(),
    "insights:funding_list": signed_in(),
    "insights:what_if": signed_in(),
    "insights:product_list": signed_in(),
    "insights:outcome_list": signed_in(),
    "insights:initiative_list": signed_in(),
    "insights:check_in_list": signed_in(),
    "insights:objective_list": signed_in(),
    "insights:dependency_list": signed_in(),
    "insights:view_list": signed_in(),
    "insights:view_tabs": signed_in(answer=302),
    "insights:view_save": signed_in(method="POST"),
    "insights:view_change": signed_in(method="POST", public_id=ID),
    "insights:view_default": signed_in(method="POST", public_id=ID),
    "insights:view_delete": signed_in(method="POST", public_id=ID),
    "insights:product_panel": signed_in(answer=302, slug="claims"),
    "insights:objective_panel": signed_in(answer=302, slug="grow"),
    "insights:outcome_panel": signed_in(answer=302, part=ID),
    # the API
    "api-try": key(),
    "api-schema": key(),
    "api-index": key(),
    "api-headline": key(),
    "api-snapshots": key(),
    "api-portfolio-list": key(),
    "api-portfolio-detail": key(slug="branch"),
    "api-offer-list": key(),
    "api-allocation-list": key(),
    "api-allocation-detail": key(public_id=ID),
    "api-funding-list": key(),
    "api-funding-detail": key(public_id=ID),
    "api-team-people": key(slug="payments"),
    "api-offer-detail": key(public_id=ID),
    "api-playbook-list": key(),
    "api-playbook-detail": key(slug="see-it"),
    "api-team-list": key(),
    "api-team-detail": key(slug="payments"),
    "api-objective-list": key(),
    "api-objective-detail": key(slug="grow"),
    "api-product-list": key(),
    "api-product-detail": key(slug="claims"),
    "api-product-check-ins": Page(Who.TEAM_KEY, {"slug": "claims"}, "POST", 400),
    "api-product-outcomes": Page(Who.TEAM_KEY, {"slug": "claims"}, "POST", 400),
    "api-product-initiatives": Page(Who.TEAM_KEY, {"slug": "claims"}, "POST", 400),
    "api-product-asks": Page(Who.TEAM_KEY, {"slug": "claims"}, "POST", 400),
    "api-product-readings": Page(Who.TEAM_KEY, {"slug": "claims"}, "POST", 400),
    "api-report-list": key(),
    "api-report-detail": key(public_id=ID),
    "api-outcome-list": key(),
    "api-outcome-detail": key(public_id=ID),
    "api-initiative-list": key(),
    "api-initiative-detail": key(public_id=ID),
    "api-reading-list": key(),
    "api-reading-detail": key(public_id=ID),
    "api-check-in-list": key(),
    "api-check-in-detail": key(public_id=ID),
    "api-ask-list": key(),
    "api-ask-detail": key(public_id=ID),
    "api-ask-decisions": Page(Who.KEY, {"public_id": ID}, "POST"),
    "api-initiative-needs": Page(Who.TEAM_KEY, {"public_id": ID}, "POST", 400),
    "api-dependency-list": key(),
    "api-dependency-detail": key(public_id=ID),
    "api-decision-list": key(),
    "api-decision-detail": key(public_id=ID),
    "api-ask-answers": Page(Who.KEY, {"public_id": ID}, "POST"),
}
