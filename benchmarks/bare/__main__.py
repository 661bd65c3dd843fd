"""Serves the bare views as `manage.py serve` serves Pilcrow, but for the worker: python -m benchmarks.bare PORT."""

import os
import sys

import django


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.bare.settings"
    django.setup()
    from django.conf import settings

    from quizzes.management.commands.serve import load, run

    load()
    run("127.0.0.1", port, settings.WORKERS, "benchmarks.bare.wsgi:application")


if __name__ == "__main__":
    main(int(sys.argv[1]))
