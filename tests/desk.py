"""What tests of the instructor's desk share."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from content.models import Course, Role
from tests import factories


def instructor_of(course: Course, username: str = "eve") -> User:
    user = factories.UserFactory(username=username)
    factories.MembershipFactory(course=course, user=user, role=Role.INSTRUCTOR)
    return user


def address(model: str, page: str, *args: object) -> str:
    return reverse(f"admin:{model}_{page}", args=args)


def no_rows(prefix: str, initial: int = 0) -> dict[str, object]:
    """The management form of an inline without rows of its own."""
    return {f"{prefix}-TOTAL_FORMS": initial, f"{prefix}-INITIAL_FORMS": initial}


def run_action(client, model: str, action: str, rows) -> object:
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address(model, "changelist"), data, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def queries_of(client, url: str) -> int:
    """How many a page takes, once what is kept between pages is known."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
