import pytest
from django.urls import reverse

from content.models import Membership, Role
from tests.desk import said
from tests.factories import CourseFactory, MembershipFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url():
    return reverse("content:memberships")


def departure(membership) -> str:
    return reverse("content:departure", args=[membership.pk])


def place(course, user) -> Membership:
    return Membership.objects.get(course=course, user=user)


class TestJoining:
    def test_a_code_opens_its_course(self, sign_in, stranger, course, url):
        response = sign_in(stranger).post(url, {"code": course.join_code})
        assert response.status_code == 303
        assert response["Location"] == course.get_absolute_url()
        assert place(course, stranger).role == Role.LEARNER

    def test_a_code_may_be_typed_carelessly(self, sign_in, stranger, course, url):
        code = f" {course.join_code.replace('-', ' ').lower()}"
        sign_in(stranger).post(url, {"code": code})
        assert place(course, stranger).left_at is None

    def test_an_unknown_code_gets_one_sentence(self, sign_in, stranger, course, url):
        response = sign_in(stranger).post(url, {"code": "XXX-999"})
        assert response.status_code == 422
        assert "No course has the code “XXX-999”" in response.content.decode()
        assert not stranger.memberships.exists()

    def test_htmx_gets_the_same_page(self, sign_in, stranger, course, url):
        response = sign_in(stranger).post(url, {"code": "XXX-999"}, headers=HTMX)
        assert response.status_code == 422
        assert 'id="main"' in response.content.decode()

    @pytest.mark.parametrize("code", ["", "   ", "A" * 40])
    def test_a_code_that_cannot_be_one_is_refused(self, sign_in, stranger, url, code):
        response = sign_in(stranger).post(url, {"code": code})
        assert response.status_code == 422
        assert response.content.decode().count("field__error") > 0

    def test_a_closed_course_takes_nobody(self, sign_in, stranger, url):
        course = CourseFactory(joining_open=False)
        response = sign_in(stranger).post(url, {"code": course.join_code})
        assert response.status_code == 422
        assert "takes no new learners" in response.content.decode()

    def test_joining_twice_is_joining_once(self, sign_in, instructor, course, url):
        sign_in(instructor).post(url, {"code": course.join_code})
        assert place(course, instructor).role == Role.INSTRUCTOR

    def test_who_left_comes_back_as_they_were(self, sign_in, reviewer, course, url, now):
        place(course, reviewer).leave(now)
        sign_in(reviewer).post(url, {"code": course.join_code})
        membership = place(course, reviewer)
        assert (membership.role, membership.left_at) == (Role.REVIEWER, None)

    def test_an_invitation_fills_in_the_code(self, sign_in, stranger, url):
        assert 'value="DX4-7KM"' in sign_in(stranger).get(url, {"code": "DX4-7KM"}).content.decode()

    def test_anonymous_people_sign_in_first(self, client, db, url):
        response = client.post(url, {"code": "ABC-DEF"})
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("login"))

    def test_other_methods_are_refused(self, sign_in, stranger, url):
        assert sign_in(stranger).put(url).status_code == 405


class TestLeaving:
    def test_a_member_leaves(self, sign_in, learner, course):
        response = sign_in(learner).post(departure(place(course, learner)))
        assert response.status_code == 303
        assert place(course, learner).left_at is not None
        assert sign_in(learner).get(course.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize(("is_open", "way"), [(True, "brings you back"), (False, "its instructors can take you")])
    def test_who_leaves_is_told_the_way_back(self, sign_in, learner, course, is_open, way):
        course.joining_open = is_open
        course.save()
        client = sign_in(learner)
        page = client.get(course.get_absolute_url()).content.decode()
        assert ("code brings them back" in page) is is_open
        response = client.post(departure(place(course, learner)), follow=True)
        assert way in said(response)[0]
        assert (course.join_code in said(response)[0]) is is_open

    def test_nobody_leaves_for_somebody_else(self, sign_in, learner, classmate, course):
        assert sign_in(learner).post(departure(place(course, classmate))).status_code == 404
        assert place(course, classmate).left_at is None

    def test_who_left_cannot_leave_again(self, sign_in, learner, course, now):
        membership = place(course, learner)
        membership.leave(now)
        assert sign_in(learner).post(departure(membership)).status_code == 404

    def test_the_last_instructor_stays(self, sign_in, instructor, course):
        sign_in(instructor).post(departure(place(course, instructor)))
        assert place(course, instructor).left_at is None

    def test_an_instructor_beside_another_may_leave(self, sign_in, instructor, course):
        MembershipFactory(course=course, role=Role.INSTRUCTOR)
        sign_in(instructor).post(departure(place(course, instructor)))
        assert place(course, instructor).left_at is not None

    def test_anonymous_people_sign_in_first(self, client, learner, course):
        response = client.post(departure(place(course, learner)))
        assert response["Location"].startswith(reverse("login"))

    def test_a_link_does_not_leave(self, sign_in, learner, course):
        assert sign_in(learner).get(departure(place(course, learner))).status_code == 405
