"""The company around the products: people, teams, portfolios, objectives."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from pmo_portal.lib.vocabulary import Role
from portfolio.models import Membership, Objective, Portfolio, PortfolioAccess, Team, User
from products.demo.catalogue import ObjectiveRow, PortfolioRow, TeamRow, people, rows
from products.demo.simulation.timeline import Timeline
from products.demo.writing.histories import write_histories

PASSWORD = "try-the-portal-today"
ADDRESS = "{}@larkfield.test"


@dataclass(frozen=True)
class Company:
    """One copy of the company, by the names of its catalogue. The first member of a team leads."""

    copy: int
    known_at: datetime
    teams: dict[str, Team]
    members: dict[str, list[User]]
    portfolios: dict[str, Portfolio]
    objectives: dict[str, Objective]
    executive: User
    office: User

    def slug(self, slug: str) -> str:
        """Return the slug this copy uses."""
        return f"{slug}-{self.copy + 1}" if self.copy else slug

    def name(self, name: str) -> str:
        """Return the name this copy uses."""
        return f"{name} {self.copy + 1}" if self.copy else name


def write_known_people() -> dict[str, User]:
    """Make the people who sign in to the demo; return them by e-mail."""
    password = make_password(PASSWORD)
    known = [
        User(email=person["email"], name=person["name"], role=person["role"], password=password)
        for person in people()["known"]
    ]
    return {user.email: user for user in User.objects.bulk_create(known)}


def write_company(timeline: Timeline, known: dict[str, User], *, copy: int) -> Company:
    """Make one copy of the company around its products."""
    company = Company(
        copy=copy,
        known_at=timeline.moment(timeline.first),
        teams={},
        members={},
        portfolios={},
        objectives={},
        executive=known["executive@demo.test"],
        office=known["pmo@demo.test"],
    )
    _write_teams(company, known if copy == 0 else {}, timeline)
    _write_portfolios(company)
    _write_objectives(company, timeline)
    return company


def _write_teams(company: Company, known: dict[str, User], timeline: Timeline) -> None:
    teams = [
        Team(
            slug=company.slug(row.slug),
            name=company.name(row.name),
            cadence=row.cadence,
            time_zone=timeline.zone.key,
            known_at=company.known_at,
        )
        for row in rows(TeamRow)
    ]
    write_histories(teams, [()] * len(teams))
    numbered = iter(range(10_000))
    for row, team in zip(rows(TeamRow), teams, strict=True):
        company.teams[row.slug] = team
        company.members[row.slug] = _known_members(row.slug, known) + [
            _person(company, next(numbered)) for _ in range(int(row.people))
        ]
    everyone = [user for members in company.members.values() for user in members if not user.pk]
    User.objects.bulk_create(everyone)
    Membership.objects.bulk_create(
        Membership(user=user, team=company.teams[slug], is_lead=place == 0)
        for slug, members in company.members.items()
        for place, user in enumerate(members)
    )


def _known_members(team: str, known: dict[str, User]) -> list[User]:
    """Return the people known by name who are on the team, its lead first."""
    on_it = [person for person in people()["known"] if person.get("team") == team and known]
    return [known[person["email"]] for person in on_it]


def _person(company: Company, number: int) -> User:
    first, last = people()["first"], people()["last"]
    given = first[number % len(first)]
    family = last[(number * 7 + number // len(first)) % len(last)]
    local = slugify(f"{given}.{family}".replace(".", "-")).replace("-", ".")
    email = ADDRESS.format(f"{local}.{company.copy + 1}" if company.copy else local)
    return User(email=email, name=f"{given} {family}", role=Role.MEMBER, password="!")


def _write_portfolios(company: Company) -> None:
    for order, row in enumerate(rows(PortfolioRow)):
        company.portfolios[row.slug] = Portfolio.objects.create(
            slug=company.slug(row.slug),
            name=company.name(row.name),
            parent=company.portfolios.get(row.parent),
            restricted=bool(row.restricted),
            order=order,
            known_at=company.known_at,
        )
    for row in rows(PortfolioRow):
        if row.restricted:
            open_to = [{"user": company.executive}, {"user": company.office}]
            PortfolioAccess.objects.bulk_create(
                PortfolioAccess(portfolio=company.portfolios[row.slug], **who) for who in open_to
            )


def _write_objectives(company: Company, timeline: Timeline) -> None:
    listed = rows(ObjectiveRow)
    objectives = [
        Objective(
            slug=company.slug(row.slug),
            code=f"S{len(listed) * company.copy + order + 1}",
            title=company.name(row.title),
            why=row.why,
            intended_share=row.share,
            period_start=timeline.first.replace(day=1),
            period_end=(timeline.on + timedelta(days=366)).replace(month=12, day=31),
            owner=company.executive,
            order=order,
            known_at=company.known_at,
        )
        for order, row in enumerate(listed)
    ]
    write_histories(objectives, [()] * len(objectives))
    company.objectives.update((row.code, it) for row, it in zip(listed, objectives, strict=True))
