"""The addresses of the portfolio app."""

from django.urls import URLPattern, URLResolver, path

from portfolio.views import (
    frame,
    objectives,
    organisation,
    people,
    reminders,
    settings,
    teams,
    welcome,
)

app_name = "portfolio"
urlpatterns: list[URLPattern | URLResolver] = [
    path("welcome/", welcome.welcome, name="welcome"),
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
