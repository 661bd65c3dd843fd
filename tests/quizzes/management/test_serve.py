"""What is done before anything is served."""

import pytest
from django.core.management import CommandError

from quizzes.management.commands import serve


def test_what_is_prepared_apart_leaves_nothing_behind(capfd):
    held: list[int] = []

    def prepare() -> None:
        held.append(1)
        print("Prepared.", flush=True)

    serve.apart(prepare)
    assert held == []
    assert capfd.readouterr().out == "Prepared.\n"


def test_where_that_fails_the_server_ends_with_its_sentence(capfd):
    def fail() -> None:
        raise CommandError("The database cannot be used.")

    with pytest.raises(SystemExit) as end:
        serve.apart(fail)
    assert end.value.code == 1
    assert capfd.readouterr().err == "CommandError: The database cannot be used.\n"
