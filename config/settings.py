"""All settings, read from the environment and safe by default.

Every variable is listed in docs/operating.md. A value that cannot be used stops the start with one
sentence; nothing falls back in silence.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_flag(name: str, default: bool = False) -> bool:
    value = env(name, "true" if default else "false").lower()
    if value not in {"true", "false", "1", "0", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: write true or false.")
    return value in {"true", "1", "yes"}


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_number(name: str, default: int) -> int:
    value = env(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number.")
    return int(value)


DATA_DIR = Path(env("PILCROW_DATA") or BASE_DIR / "var").absolute()
DEBUG = env_flag("PILCROW_DEBUG")
HTTPS = env_flag("PILCROW_HTTPS")


def secret_key() -> str:
    """The key from the environment, else one made once and kept in the data folder, readable by its owner alone."""
    if given := env("PILCROW_SECRET_KEY"):
        return given
    path = DATA_DIR / "secret_key"
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot write to the data folder {DATA_DIR} ({error.strerror}): "
            "make it writable, or name another one in PILCROW_DATA."
        ) from error
    try:
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot read {path} ({error.strerror}): run as the user who owns it, or set PILCROW_SECRET_KEY."
        ) from error


# Of a server that is away, requests learn within seconds, and they themselves try it again: the pool alone would
# wait longer after each failure, minutes in the end.
POOL = {"min_size": 1, "max_size": env_number("PILCROW_DB_POOL", 4), "timeout": 3, "reconnect_timeout": 2}


def database(url: str) -> dict[str, Any]:
    """The DATABASES entry of `sqlite:///path` or `postgres://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        # IMMEDIATE: a transaction that reads before it writes would otherwise fail at once under load
        # instead of waiting for its turn.
        return {
            "ENGINE": "config.sqlite",
            "NAME": unquote(parts.path.removeprefix("/")) or ":memory:",
            # Opened once a thread: to open takes longer than most queries, and the last to close waits for the disk.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                # A megabyte of pages. Each thread has its own, void whenever another one has written; what they all
                # read is kept by the system, once.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-1000;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "config.postgres",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            # The pool keeps the connections; Django must then not keep them too.
            "CONN_MAX_AGE": 0,
            # A connection that the server closed is noticed and replaced before a request gets it.
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "pool": POOL,
                "connect_timeout": 5,
                "tcp_user_timeout": 15_000,
                # What a connection sends a second time is prepared: to plan takes most queries longer than to answer.
                # After five plans PostgreSQL keeps one for all values, unless it is worse.
                "server_side_binding": True,
                "prepare_threshold": 1,
                "options": "-c jit=off",
            },
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL starts with {parts.scheme!r}: write sqlite:///PATH or postgres://USER:PASSWORD@HOST/NAME."
    )


SECRET_KEY = secret_key()
DATABASES = {"default": database(env("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'pilcrow.sqlite3'}")}
# What else depends on which database it is: how it is copied. Nothing but this file asks.
COPIERS = {
    "config.sqlite": "care.backup.engines.Sqlite",
    "config.postgres": "care.backup.engines.Postgres",
}
COPIER = COPIERS[DATABASES["default"]["ENGINE"]]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

HOST = env("PILCROW_HOST", "127.0.0.1")
PORT = env_number("PILCROW_PORT", 8000)
WORKERS = env_number("PILCROW_WORKERS", 1)
# While one waits for the database the other one works; more would fight for the interpreter, for a sixth of all work.
THREADS = env_number("PILCROW_THREADS", 2)
ALLOWED_HOSTS = env_list("PILCROW_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("PILCROW_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "accounts",
    "content",
    "quizzes",
    "care",
    "content.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks_db",
]

MIDDLEWARE = [
    "care.middleware.behind_proxy",
    "care.middleware.requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.People",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "care.limits.Limits",
    "accounts.middleware.preferences",
    "care.middleware.addresses",
    "accounts.middleware.admin_csp",
    # Last, as it must see what the log-in view answered.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["config.constant"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.csp_nonce",
                "content.context.desk",
                "quizzes.context.waiting",
            ],
        },
    },
]

# People ---------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# Accounts and courses cannot know the boards, which must follow when somebody joins, leaves, hides or shows.
FOLLOWER = "quizzes.models.standing.follow"
# Nor what somebody leaves behind whose account is deleted at the desk.
LEAVING = "quizzes.leaving"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "quizzes:library"
LOGOUT_REDIRECT_URL = "login"

# How many times the limits of care/limits.py hold; 0 lifts them.
LIMITS = env_number("PILCROW_LIMITS", 1)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env("PILCROW_EMAIL_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = env("PILCROW_EMAIL_HOST")
EMAIL_PORT = env_number("PILCROW_EMAIL_PORT", 587)
EMAIL_HOST_USER = env("PILCROW_EMAIL_USER")
EMAIL_HOST_PASSWORD = env("PILCROW_EMAIL_PASSWORD")
EMAIL_USE_TLS = env_flag("PILCROW_EMAIL_TLS", True)
DEFAULT_FROM_EMAIL = env("PILCROW_EMAIL_FROM", "pilcrow@localhost")

# Words and times ------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("PILCROW_TIME_ZONE", "UTC")

# Work outside requests ------------------------------------------------------

# Kept in the database and done by the one worker that `manage.py serve` starts.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# What quizzes does when content changes. Content knows it by name only, so that the rooms stay in order.
AFTER_IMPORT = "quizzes.following.draft_what_is_new"
AFTER_NEW_EDITION = "quizzes.following.follow_edition"

# Files ----------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "media"},
    },
    "staticfiles": {"BACKEND": "config.static.BundledStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Safety ---------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE, "'strict-dynamic'"],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
if HTTPS:  # no neighbour under the same domain can plant a cookie of such a name
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked from beside the server, where nobody speaks TLS
BEHIND_PROXY = env_flag("PILCROW_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Logs -----------------------------------------------------------------------

LOG = env("PILCROW_LOG", "text")
if LOG not in {"text", "json"}:
    raise ImproperlyConfigured(f"PILCROW_LOG is {LOG!r}: write text (faults and slow queries) or json (requests too).")
SLOW_QUERY_MS = env_number("PILCROW_SLOW_QUERY_MS", 200)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"text": {"()": "care.logs.Line"}, "json": {"()": "care.logs.Json"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would write each line a second time, in another form.
        "django": {"handlers": [], "level": "WARNING"},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # what is below is a line of pilcrow.request
        "pilcrow.request": {"level": "INFO" if LOG == "json" else "WARNING"},
        "pilcrow.account": {"level": "INFO" if LOG == "json" else "WARNING"},
        "axes": {"level": "ERROR"},  # names who failed to sign in
        "psycopg.pool": {"level": "ERROR"},  # tries again each second; each request that fails says so itself
    },
}
