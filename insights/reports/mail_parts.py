"""What a report's mail is made of: subject, text, HTML, and pictures that lie inside it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.template.loader import render_to_string

from insights.charts import palette, picture
from insights.reports.content import Content
from insights.reports.flat import flat
from insights.reports.page import drawn

COLOURS = ("ink", "ink-2", "ink-3", "line", "accent", "surface")
UNSUBSCRIBE = "{{unsubscribe}}"  # the one place that differs from reader to reader
LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class MailParts:
    """A mail without its reader. `images` are PNG by the name that the HTML knows them by."""

    subject: str
    text: str
    html: str
    images: Mapping[str, bytes]

    def to_bytes(self) -> bytes:
        """Return the parts as they are kept."""
        images = {name: base64.b64encode(image).decode() for name, image in self.images.items()}
        parts = {"subject": self.subject, "text": self.text, "html": self.html, "images": images}
        return orjson.dumps(parts)

    @classmethod
    def from_bytes(cls, kept: bytes) -> "MailParts":
        """Return the parts that were kept."""
        parts = orjson.loads(kept)
        images = {name: base64.b64decode(image) for name, image in parts.pop("images").items()}
        return cls(**parts, images=images)


def mail_parts(content: Content, *, url: str) -> MailParts:
    """Return the mail of a report that lies at this full address."""
    data = flat(content, site=settings.SITE_URL)
    images: dict[str, bytes] = {}
    for number, (item, shown) in enumerate(zip(content.items, data["items"], strict=True)):
        if item.picture:
            name = f"picture-{number}.png"
            images[name] = picture.png(picture.bare(drawn(item.picture), width=320))
            shown["cid"] = name
    context: Mapping[str, Any] = {
        **data,
        "url": url,
        "unsubscribe": UNSUBSCRIBE,
        "colour": {name.replace("-", "_"): palette.colour(name) for name in COLOURS},
    }
    return MailParts(
        subject=f"{data['title']}: {content.headline}"[:LONGEST_SUBJECT],
        text=render_to_string("email/report.txt", context).strip() + "\n",
        html=render_to_string("email/report.html", context),
        images=images,
    )
