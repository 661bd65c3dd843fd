import pytest
from django.core import mail

from accounts.models import User
from content.enrolling import enrol, link_for, mail_links, plan, waiting
from content.models import Membership, Role
from content.roster import read_roster
from tests import factories


def roster(text: str, columns="email,name,role,account"):
    return read_roster(f"{columns}\n{text}".encode())


def planned(course, text: str) -> list[tuple[str, str]]:
    return [(line.outcome, line.fault) for line in plan(course, roster(text))]


class TestPlan:
    def test_each_line_tells_what_becomes_of_it(self, course, learner, stranger, now):
        User.objects.filter(pk=learner.pk).update(email="linh@example.org")
        User.objects.filter(pk=stranger.pk).update(email="Jonas@example.org")
        gone = factories.UserFactory(email="gone@example.org")
        course.admit(gone, now).leave(now)
        text = "new@example.org\njonas@EXAMPLE.org\ngone@example.org\nlinh@example.org\n"
        assert planned(course, text) == [("new", ""), ("joins", ""), ("back", ""), ("here", "")]

    def test_an_address_alone_makes_nobody_teach_who_has_an_account(self, course, stranger):
        User.objects.filter(pk=stranger.pk).update(email="jonas@example.org")
        ((outcome, fault),) = planned(course, "jonas@example.org,,instructor\n")
        assert not outcome
        assert "an address proves nothing" in fault
        assert planned(course, ",,instructor,jonas\n") == [("joins", "")]

    def test_an_account_that_is_not_there_or_has_another_address_is_told(self, course, stranger):
        assert planned(course, ",,,nobody\n") == [("", "Nobody has the account name “nobody”.")]
        assert "has another e-mail address" in planned(course, "else@example.org,,,jonas\n")[0][1]

    def test_the_last_instructor_is_not_made_a_learner(self, course, instructor):
        assert "last instructor" in planned(course, f",,learner,{instructor.username}\n")[0][1]
        assert planned(course, f",,,{instructor.username}\n") == [("here", "")]

    def test_costs_as_many_queries_for_many_as_for_few(self, course, now, django_assert_num_queries):
        for n in range(20):
            course.admit(factories.UserFactory(email=f"p{n}@example.org"), now)
        text = "".join(f"p{n}@example.org\n" for n in range(50)) + ",,,linh\n"
        with django_assert_num_queries(3):
            plan(course, roster(text))


class TestEnrol:
    def test_does_what_was_planned(self, course, learner, stranger, instructor, now):
        text = "new@example.org,New Person\n,,reviewer,jonas\n,,reviewer,linh\nbad,,\n"
        done = enrol(course, roster(text), now)
        assert done == {"new": 1, "joins": 1, "changes": 1}
        new = User.objects.get(email="new@example.org")
        assert (new.username, new.display_name, new.has_usable_password()) == ("new", "New Person", False)
        roles = dict(Membership.objects.filter(course=course).values_list("user__username", "role"))
        assert roles["jonas"] == roles["linh"] == Role.REVIEWER
        assert roles["new"] == Role.LEARNER

    def test_may_be_done_twice(self, course, now):
        text = "a@example.org\nb@example.org\n"
        enrol(course, roster(text), now)
        assert enrol(course, roster(text), now) == {"here": 2}
        assert User.objects.filter(email__endswith="@example.org").count() == 2

    def test_account_names_are_free_and_never_an_address(self, course, stranger, now):
        enrol(course, roster("jonas@example.org\njonas@example.com\n#!@example.org\n"), now)
        names = set(User.objects.exclude(email="").values_list("username", flat=True))
        assert {"jonas2", "jonas3", "member"} <= names

    def test_who_comes_back_keeps_role_and_history(self, course, learner, now):
        User.objects.filter(pk=learner.pk).update(email="linh@example.org")
        member = Membership.objects.get(user=learner)
        member.role = Role.REVIEWER
        member.save()
        member.leave(now)
        enrol(course, roster("linh@example.org\n"), now)
        member.refresh_from_db()
        assert (member.left_at, member.role) == (None, Role.REVIEWER)


class TestLinks:
    @pytest.fixture
    def newcomer(self, course, now):
        enrol(course, roster("new@example.org,New Person\n"), now)
        return User.objects.get(email="new@example.org")

    def test_a_link_lets_them_choose_a_password_once(self, client, newcomer):
        url = link_for(newcomer)
        page = client.get(url, follow=True)
        secret = "words that nobody would guess"
        client.post(page.request["PATH_INFO"], {"new_password1": secret, "new_password2": secret})
        newcomer.refresh_from_db()
        assert newcomer.check_password(secret)
        assert "used up" in client.get(url, follow=True).content.decode()

    def test_only_those_wait_who_have_no_password_and_never_came(self, course, newcomer, learner, instructor, now):
        assert list(waiting(course, instructor)) == [newcomer]
        User.objects.filter(pk=newcomer.pk).update(last_login=now)
        assert not waiting(course, instructor)

    def test_nobody_gets_a_link_into_a_course_that_they_do_not_teach(self, course, newcomer, instructor, now):
        factories.CourseFactory().admit(newcomer, now)
        assert not waiting(course, instructor)

    def test_letters_bring_links_and_no_password(self, course, newcomer):
        mail_links.call([newcomer.pk], course.pk, "https://pilcrow.example")
        (letter,) = mail.outbox
        assert letter.to == ["new@example.org"]
        assert "https://pilcrow.example/account/password/new/" in letter.body
        assert "Your user name is new." in letter.body
