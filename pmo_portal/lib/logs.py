"""One line per event: readable on a laptop, JSON in production, never with a secret in it."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

SECRET_NAME = re.compile(
    r"passw|secret|token|authorization|cookie|api_?key|session_?key|database_url|redis_url", re.I
)
SECRET_IN_PATH = re.compile(r"(/(?:reset|confirm-email|unsubscribe)/(?:key/)?)[^/?\s]+")
MASK = "[left out]"


def leave_out_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Mask what is named like a secret, and one-time keys in addresses."""
    return {
        name: MASK if SECRET_NAME.search(name) else _without_keys(value)
        for name, value in event.items()
    }


ON_EVERY_LINE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(),
    leave_out_secrets,
]
AS_JSON: list[Processor] = [
    structlog.processors.format_exc_info,
    structlog.processors.JSONRenderer(),
]
AS_TEXT: list[Processor] = [
    structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
]


def configured(*, level: str, as_json: bool) -> dict[str, Any]:
    """Set up structlog and return the LOGGING setting that sends all else the same way."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *ON_EVERY_LINE,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    line = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *(AS_JSON if as_json else AS_TEXT),
        ],
        "foreign_pre_chain": ON_EVERY_LINE,
    }
    through_root: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {
            "django": through_root,
            "django.server": through_root,
            # Refused requests have their line already; only what broke needs a second, its cause.
            "django.request": {"level": "ERROR"},
        },
    }


def _without_keys(value: Any) -> Any:
    return SECRET_IN_PATH.sub(rf"\1{MASK}", value) if isinstance(value, str) else value
