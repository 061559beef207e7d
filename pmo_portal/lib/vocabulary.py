"""Every state has one name here: the same word in database, API, CSS, charts and exports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Health(TextChoices):
    """How it goes. Declared by a team, or shown by the evidence; never averaged."""

    ON_TRACK = "on_track", _("On course")
    AT_RISK = "at_risk", _("Needs attention")
    OFF_TRACK = "off_track", _("Off course")
    ACHIEVED = "achieved", _("Achieved")
    NOT_REPORTED = "not_reported", _("No news yet")


class Role(TextChoices):
    """What a person is to the organisation; membership of teams is separate."""

    MEMBER = "member", _("Member")
    EXECUTIVE = "executive", _("Executive")
    PMO_LEAD = "pmo_lead", _("PMO lead")
    ADMINISTRATOR = "administrator", _("Administrator")


class Cadence(TextChoices):
    """How often a team checks in, or an outcome is read."""

    WEEKLY = "weekly", _("Weekly")
    FORTNIGHTLY = "fortnightly", _("Fortnightly")
    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")


class CheckInPart(TextChoices):
    """What a team may leave out of its check-in; overall health and values are always asked."""

    CONFIDENCE = "confidence", _("How sure you are")
    INITIATIVES = "initiatives", _("How the work goes, and its dates")
    WHAT_CHANGED = "what_changed", _("What changed, in one line")
    ASK = "ask", _("Asking others for help")


class Reminders(TextChoices):
    """How a person wants to be reminded of check-ins."""

    EACH = "each", _("A mail for each product")
    DIGEST = "digest", _("One mail for all of them")
    OFF = "off", _("No reminders")


class ReminderStep(TextChoices):
    """Which of the two reminders of a period it is."""

    DUE = "due", _("On the day it is due")
    LATER = "later", _("Two working days later")


class ProductStage(TextChoices):
    """Where in its life a product is."""

    EXPLORE = "explore", _("Explore")
    GROW = "grow", _("Grow")
    SUSTAIN = "sustain", _("Sustain")
    RETIRE = "retire", _("Retire")


class InitiativeStage(TextChoices):
    """Where in its life an initiative is."""

    IDEA = "idea", _("Idea")
    DISCOVERY = "discovery", _("Discovery")
    DELIVERY = "delivery", _("Delivery")
    MEASURING = "measuring", _("Measuring")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class WorkKind(TextChoices):
    """What money or an initiative is for."""

    RUN = "run", _("Keep running")
    GROW = "grow", _("Improve what we have")
    TRANSFORM = "transform", _("New bets")


class MeasureKind(TextChoices):
    """How an outcome is measured."""

    INCREASE = "increase", _("Increase")
    DECREASE = "decrease", _("Decrease")
    AT_LEAST = "at_least", _("Keep at least")
    AT_MOST = "at_most", _("Keep at most")
    WITHIN_RANGE = "within_range", _("Keep within a range")
    MILESTONE = "milestone", _("Milestone")


class Ambition(TextChoices):
    """Whether an outcome was promised or reached for."""

    COMMITTED = "committed", _("Committed")
    ASPIRATIONAL = "aspirational", _("Aspirational")


class Closure(TextChoices):
    """How an outcome ended."""

    REALISED = "realised", _("Realised")
    NOT_REALISED = "not_realised", _("Not realised")
    STOPPED = "stopped", _("Stopped on purpose")


class AskKind(TextChoices):
    """What help is wanted."""

    DECISION = "decision", _("Decision")
    DEPENDENCY = "dependency", _("Dependency")
    PEOPLE = "people", _("People")
    FUNDING = "funding", _("Funding")
    ADVICE = "advice", _("Advice")


class AnswerKind(TextChoices):
    """What an answer does to the ask it answers."""

    OFFERED = "offered", _("Help offered")
    ANSWERED = "answered", _("Answered")
    RESOLVED = "resolved", _("Resolved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class NoticeKind(TextChoices):
    """What a person is told."""

    ASK_RAISED = "ask_raised", _("Somebody asks you for help")
    ASK_ANSWERED = "ask_answered", _("Your ask has an answer")
    NEED_STATED = "need_stated", _("Somebody needs something of you")
    NEED_MOVED = "need_moved", _("The day of something needed moved")
    NEED_ANSWERED = "need_answered", _("The other side gave its word")
    TIE_SUGGESTED = "tie_suggested", _("Somebody suggests what your work could be tied to")
    OFFER_MADE = "offer_made", _("The portfolio office offers you help")
    OFFER_ANSWERED = "offer_answered", _("A team answered your offer")
    WORK_TIED = "work_tied", _("Another team’s work should move your outcome")
    NAMED_IN_REPORT = "named_in_report", _("The coming report names your team")


class OfferState(TextChoices):
    """How far an offer of the PMO has come. Declining has no consequence.

    The team accepts or declines; whoever made it may withdraw it, and it stays to be read.
    """

    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ScopeKind(TextChoices):
    """What a sum of the portfolio is taken over."""

    ORGANISATION = "organisation", _("Organisation")
    PORTFOLIO = "portfolio", _("Portfolio")
    OBJECTIVE = "objective", _("Objective")
    TEAM = "team", _("Team")
    PRODUCT = "product", _("Product")


class ViewPage(TextChoices):
    """The page that a saved view is of."""

    PORTFOLIO = "portfolio", _("Portfolio")
    OBJECTIVES = "objectives", _("Objectives")
    PRODUCTS = "products", _("Products")
    OUTCOMES = "outcomes", _("Outcomes")
    INITIATIVES = "initiatives", _("Initiatives")
    CHECK_INS = "check-ins", _("Check-ins")
    HELP = "help", _("Help wanted")
    DEPENDENCIES = "dependencies", _("Dependencies")
    RESOURCES = "resources", _("Resources")
    TIME = "time", _("People's time")
    MONEY = "money", _("Money")


class ReportForm(TextChoices):
    """In which form a report reaches a reader."""

    MAIL = "mail", _("A mail")
    PDF = "pdf", _("A mail with the PDF")
    DECK = "deck", _("A mail with the slides")


class Door(TextChoices):
    """Through which door a change came in."""

    WEB = "web", _("Web page")
    API = "api", _("API")
    IMPORT = "import", _("Import")
    COMMAND = "command", _("Command")
    JOB = "job", _("Background job")
    ADMIN = "admin", _("Administration")
