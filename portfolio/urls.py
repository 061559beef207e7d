"""The addresses of the portfolio app."""

from django.urls import URLPattern, URLResolver, path

from portfolio.views import (
    branching,
    directing,
    frame,
    objectives,
    organisation,
    people,
    playbooks,
    portfolios,
    reminders,
    settings,
    teams,
    welcome,
)

app_name = "portfolio"
urlpatterns: list[URLPattern | URLResolver] = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("objectives/new/", directing.objective_define, name="objective_define"),
    path("objectives/order/", directing.objective_order, name="objective_order"),
    path("objectives/<slug:slug>/edit/", directing.objective_edit, name="objective_edit"),
    path("objectives/<slug:slug>/end/", directing.objective_end, name="objective_end"),
    path("playbooks/", playbooks.playbook_list, name="playbook_list"),
    path("playbooks/new/", playbooks.playbook_define, name="playbook_define"),
    path("playbooks/<slug:slug>/", playbooks.playbook_detail, name="playbook_detail"),
    path("playbooks/<slug:slug>/edit/", playbooks.playbook_edit, name="playbook_edit"),
    path("portfolios/", portfolios.portfolio_list, name="portfolio_list"),
    path("portfolios/new/", branching.portfolio_define, name="portfolio_define"),
    path("portfolios/order/", portfolios.portfolio_order, name="portfolio_order"),
    path("portfolios/<slug:slug>/", portfolios.portfolio_detail, name="portfolio_detail"),
    path("portfolios/<slug:slug>/edit/", branching.portfolio_edit, name="portfolio_edit"),
    path("objectives/<slug:slug>/", objectives.objective_detail, name="objective_detail"),
    path("teams/<slug:slug>/", frame.team_detail, name="team_detail"),
    path("teams/<slug:slug>/frame/", frame.team_frame, name="team_frame"),
    path("settings/", settings.settings, name="settings"),
    path("settings/reminders/", reminders.reminder_settings, name="reminder_settings"),
    path("reminders/<str:key>/", reminders.reminder_choice, name="reminder_choice"),
    path("settings/mail/", settings.mail_choose, name="mail_choose"),
    path("settings/tokens/", settings.token_issue, name="token_issue"),
    path("settings/tokens/<slug:public_id>/revoke/", settings.token_revoke, name="token_revoke"),
    path("settings/people/", people.person_list, name="person_list"),
    path("settings/people/<slug:public_id>/", people.person_change, name="person_change"),
    path("settings/people/<slug:public_id>/link/", people.person_invite, name="person_invite"),
    path("settings/teams/", teams.team_list, name="team_list"),
    path("settings/teams/<slug:slug>/", teams.team_change, name="team_change"),
    path("settings/teams/<slug:slug>/members/", teams.member_add, name="member_add"),
    path(
        "settings/teams/<slug:slug>/members/<slug:public_id>/remove/",
        teams.member_remove,
        name="member_remove",
    ),
    path("settings/organisation/", organisation.organisation, name="organisation"),
]
