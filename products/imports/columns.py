"""The columns we understand, each with the words headers use for it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """Something a file can tell. `words` are header phrases, the most telling first.

    `aside` is the reason why such a column is left out on purpose.
    """

    field: str
    label: str | Promise
    words: tuple[str, ...]
    aside: str | Promise = ""


_PEOPLE = _("People are not stored by name")
_PROSE = _("Longer stories stay in the file")
_DERIVED = _("Worked out here from the other columns")

COLUMNS = (
    Column("id", _("Number of the project"), ("gmpp id", "project id", "initiative id", "programme id", "id number", "kep number", "project number", "project ref", "reference", "ref", "key", "id", "return id number", "gmpp number")),
    Column("title", _("Initiative"), ("project name", "initiative name", "programme name", "project title", "initiative", "project", "title", "name", "epic", "investment name", "investment title")),
    Column("product", _("Product"), ("department", "product", "prod name", "product name", "owning sig", "agency", "related owner", "organization abbreviation", "organisation", "business unit", "service", "agency abbreviation", "agency name")),
    Column("team", _("Team"), ("team", "squad", "owning team")),
    Column("category", _("Category"), ("annual report category", "report category", "category", "project type", "programme type")),
    Column("description", _("Hypothesis"), ("description aims", "description", "aims", "hypothesis", "summary", "project description")),
    Column("rating", _("Rating"), ("delivery confidence assessment", "rag rating", "rag status", "rag", "dca", "delivery confidence", "health", "rating", "overall status", "mpa rag rating", "cio rating", "status colour")),
    Column("stage", _("Stage"), ("status", "stage", "project status", "initiative status", "state", "lifecycle stage", "phase")),
    Column("note", _("What was said"), ("departmental commentary", "commentary", "comment", "comments", "status note", "update note")),
    Column("started_on", _("Start"), ("start date", "project start date", "creation date", "started", "start", "started on")),
    Column("due_on", _("Due"), ("end date", "project end date", "due date", "target date", "due", "deadline", "finish date", "planned end", "completion date")),
    Column("milestone", _("Milestone"), ("latest milestone", "milestone", "fix version", "release")),
    Column("year_baseline", _("Planned this year"), ("financial year baseline", "in year baseline", "fiscal year baseline", "year budget", "total baseline budget", "annual budget")),
    Column("year_forecast", _("Forecast this year"), ("financial year forecast", "in year forecast", "fiscal year forecast", "total forecast budget")),
    Column("whole_life_cost", _("Whole-life cost"), ("total baseline whole life costs", "whole life cost", "whole life costs", "total budgeted whole life cost", "total cost", "budget", "lifecycle cost")),
    Column("goal_id", _("Number of the objective"), ("goal id", "related goal id", "objective id", "goal number", "objective code")),
    Column("goal", _("Objective"), ("goal name", "related goal", "objective", "goal", "objective title", "strategic objective", "objective name")),
    Column("why", _("Why it matters"), ("goal description", "objective description", "why", "why it matters")),
    Column("goal_status", _("Status of the objective"), ("goal status", "objective status")),
    Column("goal_from", _("Objective from year"), ("date start fy",)),
    Column("goal_to", _("Objective to year"), ("date end fy",)),
    Column("indicator", _("Outcome"), ("indicator", "outcome", "measure", "kr measure", "key result", "kpi", "metric", "outcome name", "indicator name", "performance measure")),
    Column("indicator_id", _("Number of the outcome"), ("indicator id", "outcome id", "measure id", "kpi id", "metric id")),
    Column("kind", _("How it is measured"), ("indicator type", "measure kind", "measure type", "direction")),
    Column("unit", _("Unit"), ("unit", "units", "unit of measure")),
    Column("baseline", _("Baseline"), ("value start", "baseline", "start value", "baseline value", "starting value")),
    Column("target", _("Target"), ("value target", "target", "target value", "tgt", "goal value")),
    Column("target_on", _("Target day"), ("target by", "target day", "by when")),
    Column("value", _("Latest value"), ("value current", "current value", "latest value", "actual", "curr", "current", "value", "result")),
    Column("observed_on", _("Measured on"), ("observed on", "as of", "measured on", "reading date", "date", "observation date", "reporting date")),
    Column("fiscal_year", _("Fiscal year"), ("fiscal yr", "fiscal year", "fy")),
    Column("fiscal_quarter", _("Quarter"), ("fiscal qtr", "fiscal quarter", "quarter", "qtr")),
    Column("period", _("Period"), ("update", "reporting period", "period")),
    Column("people", _("People"), ("leader", "leaders", "leaders4", "owner name", "project owner", "author", "authors", "reviewers", "approvers", "editor", "sponsor", "senior responsible owner", "sro name", "sro", "project manager", "project director", "contact", "lead", "manager", "owner", "email"), _PEOPLE),
    Column("narrative", _("Story"), ("narrative",), _PROSE),
    Column("derived", _("Worked out"), ("variance", "financial year variance", "progress pct", "progress pct range", "progress pct target status", "progress threshold", "progress completions", "percent complete"), _DERIVED),
)  # fmt: skip
BY_FIELD = {column.field: column for column in COLUMNS}
DECISIVE = {"narrative": "narrative", "variance": "derived", "commentary": "note"}
