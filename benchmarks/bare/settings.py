"""The settings of Pilcrow with the least that a question page and an answer can be: the measure of the machine."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATABASES, INSTALLED_APPS, MIDDLEWARE, TEMPLATES

ROOT_URLCONF = "benchmarks.bare.urls"
WSGI_APPLICATION = "benchmarks.bare.wsgi.application"
INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.bare"]
TEMPLATES = [{**TEMPLATES[0], "DIRS": [BASE_DIR / "benchmarks" / "bare"]}]
# Session and person as Django finds them.
FINDS_PEOPLE = "django.contrib.auth.middleware.AuthenticationMiddleware"
MIDDLEWARE = [FINDS_PEOPLE if one == "accounts.middleware.People" else one for one in MIDDLEWARE]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# And PostgreSQL as Django connects to it.
if DATABASES["default"]["ENGINE"] == "config.postgres":
    DATABASES = {"default": {**DATABASES["default"], "ENGINE": "django.db.backends.postgresql"}}
