"""What we build and how it goes."""

from products.models.ask import Answer, Ask, Decision
from products.models.check_in import CheckIn, InitiativeLine, OutcomeLine
from products.models.dependency import Dependency, Risk
from products.models.initiative import Contribution, Initiative
from products.models.notice import Notice
from products.models.offer import OfferSubject
from products.models.outcome import Outcome, Reading
from products.models.position import ImportFile, ImportRun, Position
from products.models.product import Product, visible_products
from products.models.reminder import Reminder
from products.models.resources import Allocation, Capacity, FundingLine

__all__ = [
    "Allocation",
    "Answer",
    "Ask",
    "Capacity",
    "CheckIn",
    "Contribution",
    "Decision",
    "Dependency",
    "FundingLine",
    "ImportFile",
    "ImportRun",
    "Initiative",
    "InitiativeLine",
    "Notice",
    "OfferSubject",
    "Outcome",
    "OutcomeLine",
    "Position",
    "Product",
    "Reading",
    "Reminder",
    "Risk",
    "visible_products",
]
