"""All settings, read from the environment. `.env.example` names each with its reason."""

from importlib.resources import files
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from pmo_portal.lib import environment, logs
from pmo_portal.lib.csp import CSP
from pmo_portal.lib.environment import BASE_DIR

env = environment.load()

DEBUG = env.bool("PMO_DEBUG", default=False)
DATA_DIR = environment.data_folder()
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
IS_HTTPS = SITE_URL.startswith("https://")
PRODUCT_NAME = env.str("PMO_PRODUCT_NAME", default="PMO Portal")

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY and IS_HTTPS:
    raise ImproperlyConfigured(
        "Set SECRET_KEY: all web and worker processes share one long secret."
    )
SECRET_KEY = SECRET_KEY or environment.kept_secret("secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if IS_HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.contrib.humanize",
    "django.forms",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "lucide",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_structlog",
    "pmo_portal",
    "portfolio",
    "products",
    "insights",
]

MIDDLEWARE = [
    "pmo_portal.lib.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "pmo_portal.lib.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portfolio.middleware.OrganisationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "pmo_portal.lib.provenance.ProvenanceMiddleware",
    "portfolio.middleware.BadQuestionMiddleware",
]

ROOT_URLCONF = "pmo_portal.urls"
WSGI_APPLICATION = "pmo_portal.wsgi.application"
ASGI_APPLICATION = "pmo_portal.asgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "pmo_portal.lib.tags",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "products.views.sidebar.your_products",
                "products.views.home.unread_notices",
                "products.views.offers.offering",
            ],
        },
    }
]

database = env.db_url("DATABASE_URL", default="postgresql://postgres@localhost/postgres")
DATABASES = {
    "default": {
        **database,
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # What never ends gives up, and compiling a question takes longer than answering it.
            "options": "-c statement_timeout=90s -c lock_timeout=30s -c jit=off",
            **database.get("OPTIONS", {}),
            "pool": {"min_size": 0, "max_size": 12, "timeout": 10},
        },
        "TEST": {"NAME": env.str("PMO_TEST_DATABASE", default="test_pmo_portal")},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,  # seconds until a lost worker's job is given to another
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 30,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "now"
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ROUTES = {
    "insights.tasks.roll_up_past": {"queue": "later"},
    "insights.tasks.make_ready": {"queue": "later"},
    "insights.tasks.publish_reports": {"queue": "later"},
    "insights.tasks.deliver_reports": {"queue": "later"},
    "products.tasks.*": {"queue": "later"},
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True  # without it the job of a killed child is gone
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 60, 90
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 3
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_ENABLE_UTC = True
CELERY_TIMEZONE = "UTC"
DJANGO_STRUCTLOG_CELERY_ENABLED = True

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "pmo_portal_cache",
    },
    # Figures as they read on the page, by what they rest on: never stale, at hand for all processes.
    "pages": {"BACKEND": "pmo_portal.lib.shelf.Shelf", "LOCATION": REDIS_URL},
}

AUTH_USER_MODEL = "portfolio.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "portfolio.authentication.SignIn"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("PMO_BEHIND_PROXY", default=False) else 0

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = env.bool("PMO_STATIC_FROM_SOURCE", default=True)
STATIC_ROOT = env.str("PMO_STATIC_ROOT", default="") or None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = DEBUG
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pmo_portal.lib.static_finders.PackagedFinder",
]
PMO_PLOTLY = env.str("PMO_PLOTLY", default="") or str(
    files("plotly") / "package_data" / "plotly.min.js"
)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("PMO_BEHIND_PROXY", default=False) else None
)
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

MAIL_FILES = f"filemail:///{DATA_DIR / 'mail'}"
globals().update(env.email_url_config(env.str("EMAIL_URL", "") or MAIL_FILES))
if globals()["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "pmo_portal.lib.mail.RealAddresses"
EMAIL_TIMEOUT = 20
SERVER_EMAIL = f"{PRODUCT_NAME} <portal@{urlsplit(SITE_URL).hostname}>"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("PMO_MAIL_FROM", "") or SERVER_EMAIL

LOGGING = logs.configured(
    level=env.str("PMO_LOG_LEVEL", default="INFO" if IS_HTTPS else "WARNING"),
    as_json=env.bool("PMO_LOG_JSON", default=IS_HTTPS),
)
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "portfolio.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": [
        "django_filters.rest_framework.DjangoFilterBackend",
        "rest_framework.filters.OrderingFilter",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "pmo_portal.lib.api.explain",
}
SPECTACULAR_SETTINGS = {
    "TITLE": PRODUCT_NAME,
    "DESCRIPTION": "Everything the portal knows, readable as it was known on any day.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": ["pmo_portal.lib.api_schema.described"],
    "ENUM_NAME_OVERRIDES": {
        "HealthEnum": "pmo_portal.lib.vocabulary.Health",
        "RoleEnum": "pmo_portal.lib.vocabulary.Role",
        "AskKindEnum": "pmo_portal.lib.vocabulary.AskKind",
        "AnswerKindEnum": "pmo_portal.lib.vocabulary.AnswerKind",
        "WorkKindEnum": "pmo_portal.lib.vocabulary.WorkKind",
        "ScopeKindEnum": "pmo_portal.lib.vocabulary.ScopeKind",
        "ProductStageEnum": "pmo_portal.lib.vocabulary.ProductStage",
        "InitiativeStageEnum": "pmo_portal.lib.vocabulary.InitiativeStage",
    },
}
