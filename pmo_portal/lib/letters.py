"""Mails in the folder to which an installation without a mail server writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

FILES = "django.core.mail.backends.filebased.EmailBackend"
SEPARATOR = b"-" * 79
MOST = 50


@dataclass(frozen=True)
class Letter:
    """A mail as it was written: `attachments` are names, pictures inside it among them."""

    number: str
    subject: str
    to: str
    sent_at: datetime | None
    text: str
    attachments: list[str]


def goes_to_a_folder() -> bool:
    """Return whether mail is written to files instead of being sent."""
    return settings.EMAIL_BACKEND == FILES


def letters() -> list[Letter]:
    """Return the newest mails in the folder, the newest first; nothing where mail is sent."""
    if not goes_to_a_folder():
        return []
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", ""))
    newest = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    found = [letter for file in newest[:MOST] for letter in _in_file(file)]
    return sorted(found, key=_sent, reverse=True)[:MOST]


def _in_file(file: Path) -> Iterator[Letter]:
    for raw in file.read_bytes().split(SEPARATOR):
        if raw.strip():
            yield _letter(message_from_bytes(raw.strip(), policy=policy.default))  # type: ignore[arg-type]  # the policy makes it one


def _letter(mail: EmailMessage) -> Letter:
    body = mail.get_body(("plain",))
    sent = mail["Date"]
    return Letter(
        number=str(mail["Message-ID"] or ""),
        subject=str(mail["Subject"] or ""),
        to=str(mail["To"] or ""),
        sent_at=parsedate_to_datetime(str(sent)) if sent else None,
        text=body.get_content() if body else "",
        attachments=[name for part in mail.walk() if (name := part.get_filename())],
    )


def _sent(letter: Letter) -> str:
    return letter.sent_at.isoformat() if letter.sent_at else ""
