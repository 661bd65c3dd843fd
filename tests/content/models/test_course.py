import pytest

from content.models import Course, JoinRefused, Membership, Role
from tests.factories import CourseFactory, MembershipFactory, UserFactory


class TestVisibility:
    def test_members_see_their_course(self, course, learner, instructor, reviewer):
        for member in (learner, instructor, reviewer):
            assert list(Course.objects.visible_to(member)) == [course]

    def test_strangers_see_nothing(self, course, stranger):
        assert not Course.objects.visible_to(stranger).exists()

    def test_who_left_sees_nothing(self, course, learner, now):
        Membership.objects.get(user=learner).leave(now)
        assert not Course.objects.visible_to(learner).exists()

    def test_a_superuser_sees_all(self, course):
        assert list(Course.objects.visible_to(UserFactory(is_superuser=True))) == [course]

    def test_only_instructors_teach(self, course, learner, instructor, reviewer):
        assert [list(Course.objects.taught_by(person)) for person in (learner, reviewer, instructor)] == [
            [],
            [],
            [course],
        ]

    def test_reviewers_and_instructors_look_after_boards(self, course, learner, instructor, reviewer):
        assert [Course.objects.reviewed_by(person).count() for person in (learner, reviewer, instructor)] == [0, 1, 1]


class TestJoinCode:
    def test_codes_have_no_letters_that_are_misread(self, db):
        codes = "".join(CourseFactory().join_code for _ in range(30))
        assert not set(codes) & set("01IO")

    @pytest.mark.parametrize("typed", ["abc-def", "ABCDEF", " abc def ", "ABC-DEF"])
    def test_a_code_may_be_typed_in_several_ways(self, db, typed):
        course = CourseFactory(join_code="ABC-DEF")
        assert Course.with_code(typed) == course

    def test_an_unknown_code_is_refused(self, db):
        with pytest.raises(JoinRefused, match="No course has the code “NOPE”"):
            Course.with_code("NOPE")

    def test_a_closed_course_is_refused(self, db):
        course = CourseFactory(joining_open=False)
        with pytest.raises(JoinRefused, match="takes no new learners"):
            Course.with_code(course.join_code)


class TestMembers:
    def test_an_admitted_person_is_a_learner(self, course, stranger, now):
        membership = course.admit(stranger, now)
        assert (membership.role, membership.joined_at) == (Role.LEARNER, now)

    def test_admitting_twice_keeps_the_role(self, course, instructor, now):
        assert course.admit(instructor, now).role == Role.INSTRUCTOR
        assert course.memberships.count() == 1

    def test_the_last_instructor_is_known(self, course, instructor, learner):
        assert Membership.objects.get(user=instructor).is_last_instructor
        assert not Membership.objects.get(user=learner).is_last_instructor
        MembershipFactory(course=course, role=Role.INSTRUCTOR)
        assert not Membership.objects.get(user=instructor).is_last_instructor
