from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from tests.factories import UserFactory


@pytest.mark.parametrize(
    ("name", "given", "initials"),
    [("Linh Trần", "Linh", "LT"), ("Hà", "Hà", "H"), ("Amara N. Okafor", "Amara", "AO"), ("", "linh", "L")],
)
def test_a_name_gives_a_greeting_and_initials(name, given, initials):
    person = User(username="linh", display_name=name)
    assert (person.given_name, person.initials) == (given, initials)


@pytest.mark.parametrize(
    ("choice", "shown"),
    [("hidden", None), ("anonymous", "A learner"), ("initials", "LT"), ("name", "Linh Trần")],
)
def test_a_board_shows_what_was_chosen(choice, shown):
    assert User(username="secret", display_name="Linh Trần", on_boards=choice).board_name() == shown


@pytest.mark.parametrize("choice", ["anonymous", "initials", "name"])
def test_a_board_never_shows_the_user_name(choice):
    assert User(username="secret", display_name="", on_boards=choice).board_name() == "A learner"


def test_a_person_has_a_real_time_zone():
    assert User(time_zone="Asia/Ho_Chi_Minh").zone == ZoneInfo("Asia/Ho_Chi_Minh")
    with pytest.raises(ValidationError, match="is not a time zone"):
        User(username="x", password="x", time_zone="Asia/Nowhere").clean_fields()


@pytest.mark.django_db
def test_an_address_belongs_to_one_person():
    UserFactory(email="linh@example.edu")
    with pytest.raises(ValidationError, match="Somebody has an account"):
        User(username="other", email="Linh@Example.edu").validate_constraints()
