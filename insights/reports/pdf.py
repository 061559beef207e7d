"""A report on two pages of A4, for board packs."""

from pathlib import Path

import orjson
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from insights.charts import palette, picture
from insights.reports.content import Content
from insights.reports.flat import flat
from insights.reports.page import drawn
from pmo_portal.lib.typesetting import typeset

TEMPLATE = Path(__file__).with_name("report.typ")
COLOURS = {"ink": "ink", "soft": "ink-2", "faint": "ink-3", "line": "line-2", "accent": "accent"}
TABLES = ("objectives", "better", "worse", "changed", "restated")


def pdf(content: Content) -> bytes:
    """Return the report as a tagged PDF in which every sentence is a link to its evidence."""
    data = flat(content, site=settings.SITE_URL)
    files: dict[str, bytes] = {"main.typ": TEMPLATE.read_bytes()}
    for number, (item, shown) in enumerate(zip(content.items, data["items"], strict=True)):
        shown["picture"] = None
        if item.picture:
            shown["picture"] = name = f"{number}.svg"
            files[name] = picture.bare(drawn(item.picture)).encode()
    data |= {
        "colours": {name: palette.colour(token) for name, token in COLOURS.items()},
        "language": (get_language() or "en").partition("-")[0],
        "footer": _("%(organisation)s. Every sentence links to its evidence.")
        % {"organisation": content.heading.organisation},
        "has_tables": any(data[name] for name in TABLES),
    }
    return typeset(
        files,
        into="pdf",
        sys_inputs={"data": orjson.dumps(data).decode()},
        pdf_standards="ua-1",
    )
