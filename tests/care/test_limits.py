"""What comes too often is turned away with the time to wait."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from care.limits import LIMITS, network
from care.models import Allowance
from care.pace import Pace
from tests.access.addresses import addresses
from tests.accounts.test_sign_up import FORM
from tests.factories import UserFactory

NOW = 1_000_000


@pytest.fixture
def twice(monkeypatch):
    """Everything may be done two times an hour."""
    for name, limit in LIMITS.items():
        monkeypatch.setitem(LIMITS, name, replace(limit, times=2))


def test_each_limit_is_of_an_address_that_is_there():
    assert set(LIMITS) - {address.name for address in addresses()} == set()


@pytest.mark.django_db
class TestAllowance:
    pace = Pace(times=3, seconds=60)

    def take(self, now: int, key: str = "k") -> int:
        return Allowance.objects.take(key, self.pace, now)

    def test_so_many_times_at_once_and_then_evenly(self):
        assert [self.take(NOW) for _ in range(4)] == [0, 0, 0, 20_000]
        assert self.take(NOW + 19_999) == 1
        assert [self.take(NOW + 20_000), self.take(NOW + 20_000)] == [0, 20_000]

    def test_after_the_whole_period_all_is_there_again(self):
        for _ in range(3):
            self.take(NOW)
        assert [self.take(NOW + 60_000) for _ in range(4)] == [0, 0, 0, 20_000]

    def test_each_has_their_own(self):
        for _ in range(3):
            self.take(NOW, "mine")
        assert (self.take(NOW, "mine"), self.take(NOW, "yours")) == (20_000, 0)

    def test_what_is_given_back_can_be_taken_again(self):
        for _ in range(3):
            self.take(NOW)
        Allowance.objects.give_back("k", self.pace)
        assert [self.take(NOW), self.take(NOW)] == [0, 20_000]

    def test_what_nothing_is_used_up_of_is_forgotten(self):
        self.take(NOW, "old")
        self.take(NOW + 61_000, "new")
        assert list(Allowance.objects.values_list("key", flat=True)) == ["new"]

    def test_a_clock_that_jumps_back_gives_nothing_for_nothing(self):
        for _ in range(3):
            self.take(NOW)
        assert self.take(NOW - 3_600_000) == 3_620_000

    def test_what_is_made_between_two_queries_is_used_up(self):
        """Another worker makes the row after this one found none to use."""

        def another(execute, sql, *rest):
            if sql.startswith("SELECT"):
                Allowance.objects.bulk_create([Allowance(key="k", free_at=NOW)], ignore_conflicts=True)
            return execute(sql, *rest)

        with connection.execute_wrapper(another):
            assert self.take(NOW) == 0
        assert Allowance.objects.get().free_at == NOW + self.pace.interval

    def test_a_use_that_is_known_costs_one_query(self, django_assert_num_queries):
        self.take(NOW)
        with django_assert_num_queries(1):
            self.take(NOW)


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_get_no_more_than_there_is():
    """Each thread has a connection of its own, as the threads of several workers have."""

    def take(_number: int) -> int:
        try:
            return Allowance.objects.take("k", Pace(5, 60), NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as threads:
        waits = list(threads.map(take, range(32)))
    assert waits.count(0) == 5


@pytest.mark.django_db
def test_the_third_account_from_one_address_waits_and_another_address_does_not(twice):
    for number in range(2):
        assert Client().post(reverse("sign_up"), FORM | {"username": f"p{number}", "email": ""}).status_code == 303
    answer = Client().post(reverse("sign_up"), FORM | {"username": "p3", "email": ""})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert 1790 < int(answer["Retry-After"]) <= 1800
    assert "wait 30 minutes, go back to what you wrote, and send it again." in page
    assert User.objects.count() == 2
    elsewhere = Client(REMOTE_ADDR="192.0.2.1")
    assert elsewhere.post(reverse("sign_up"), FORM | {"username": "p3", "email": ""}).status_code == 303


@pytest.mark.django_db
def test_looking_at_the_page_is_no_use(client, twice):
    assert {client.get(reverse("sign_up")).status_code for _ in range(5)} == {200}
    assert not Allowance.objects.exists()


@pytest.mark.django_db
def test_one_address_may_not_try_a_list_of_accounts_but_a_class_may_sign_in(client, twice):
    for number in range(4):
        UserFactory(username=f"p{number}")

    def sign_in(number: int, password: str) -> int:
        return Client().post(reverse("login"), {"username": f"p{number}", "password": password}).status_code

    assert [sign_in(number, "correct horse battery") for number in range(4)] == [302] * 4
    assert [sign_in(number, "password1234") for number in range(3)] == [200, 200, 429]
    assert sign_in(3, "correct horse battery") == 429


@pytest.mark.django_db
def test_who_is_only_asked_to_sign_in_uses_nothing_up(client):
    assert client.post(reverse("content:memberships"), {"code": "AAA-AAA"}).status_code == 302
    assert not Allowance.objects.exists()


@pytest.mark.django_db
def test_codes_of_courses_cannot_be_guessed_for_long(sign_in, learner, stranger, course, twice):
    client = sign_in(stranger)
    join = [client.post(reverse("content:memberships"), {"code": code}).status_code for code in ("AAA-AAA", "BBB-BBB")]
    assert join == [422, 422]
    assert client.post(reverse("content:memberships"), {"code": course.join_code}).status_code == 429
    assert not course.memberships.filter(user=stranger).exists()
    # Of a person, not of their address: the neighbour goes on.
    assert sign_in(learner).post(reverse("content:memberships"), {"code": "AAA-AAA"}).status_code == 422


@pytest.mark.django_db
def test_nobody_is_buried_in_letters(client, twice):
    UserFactory(email="linh@example.edu")
    sent = [client.post(reverse("password_reset"), {"email": "linh@example.edu"}).status_code for _ in range(3)]
    assert sent == [302, 302, 429]
    assert len(mail.outbox) == 2


@pytest.mark.django_db
def test_an_upload_too_many_is_not_read(sign_in, instructor, course, twice):
    client = sign_in(instructor)
    address = reverse("content:uploads", args=[course.slug])
    assert [client.post(address, {}).status_code for _ in range(3)] == [422, 422, 429]


@pytest.mark.django_db
def test_disputes_too_many_wait(sign_in, learner, twice):
    client = sign_in(learner)
    address = reverse("quizzes:dispute", args=[404, 1])
    assert [client.post(address, {}).status_code for _ in range(3)] == [404, 404, 429]


@pytest.mark.django_db
def test_limits_can_be_widened_and_lifted(client, twice, settings):
    settings.LIMITS = 2
    nobody = FORM | {"username": ""}
    assert [client.post(reverse("sign_up"), nobody).status_code for _ in range(5)] == [422] * 4 + [429]
    settings.LIMITS = 0
    assert client.post(reverse("sign_up"), nobody).status_code == 422


@pytest.mark.django_db
def test_the_table_tells_of_nobody(client):
    client.post(reverse("sign_up"), {}, REMOTE_ADDR="192.0.2.77")
    (kept,) = Allowance.objects.all()
    assert len(kept.key) == 64
    assert "192.0.2.77" not in kept.key
    assert kept.free_at < (timezone.now() + timedelta(minutes=1)).timestamp() * 1000


@pytest.mark.parametrize(
    ("address", "one"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2::9", "2001:0db8:0001:0002"),
        ("", "unknown"),
        ("evil", "unknown"),
    ],
)
def test_neighbours_in_one_ipv6_network_are_one(address, one):
    assert network(address) == one
