import pytest

from content.models import Membership, Role
from tests.desk import address, instructor_of, run_action, said

MODEL = "content_membership"


def test_a_learner_is_added_by_account(sign_in, instructor, course, stranger):
    data = {"course": course.pk, "user": stranger.username, "role": "learner"}
    sign_in(instructor).post(address(MODEL, "add"), data)
    member = Membership.objects.get(course=course, user=stranger)
    assert member.role == Role.LEARNER
    assert member.joined_at is not None


def test_nobody_is_added_twice(sign_in, instructor, course, learner):
    data = {"course": course.pk, "user": learner.username, "role": "reviewer"}
    response = sign_in(instructor).post(address(MODEL, "add"), data)
    sentence = "This person was in the course already: take them back in the list of members."
    assert response.context["adminform"].form.errors == {"user": [sentence]}


def test_a_closed_account_cannot_be_added(sign_in, instructor, course, stranger):
    stranger.is_active = False
    stranger.save()
    data = {"course": course.pk, "user": stranger.username, "role": "learner"}
    response = sign_in(instructor).post(address(MODEL, "add"), data)
    assert "Nobody has the account name" in str(response.context["adminform"].form.errors["user"])


def test_the_role_changes_and_the_person_does_not(sign_in, instructor, course, learner, stranger):
    member = course.memberships.get(user=learner)
    data = {"user": stranger.username, "role": "reviewer"}
    sign_in(instructor).post(address(MODEL, "change", member.pk), data)
    member.refresh_from_db()
    assert (member.user, member.role) == (learner, Role.REVIEWER)


def test_people_leave_and_come_back_as_they_were(sign_in, instructor, course, learner, classmate):
    members = course.memberships.filter(user__in=[learner, classmate])
    response = run_action(sign_in(instructor), MODEL, "remove", members)
    assert said(response) == ["2 people removed. What they learnt and earned is kept."]
    assert members.present().count() == 0
    response = run_action(sign_in(instructor), MODEL, "take_back", members)
    assert said(response) == ["2 people are back."]
    assert members.present().count() == 2


def test_who_left_long_ago_did_not_leave_again(sign_in, instructor, course, learner, now):
    member = course.memberships.get(user=learner)
    member.leave(now)
    response = run_action(sign_in(instructor), MODEL, "remove", [member])
    assert said(response) == ["0 people removed. What they learnt and earned is kept."]
    member.refresh_from_db()
    assert member.left_at == now


def test_the_last_instructor_cannot_be_removed(sign_in, instructor, course):
    member = course.memberships.get(user=instructor)
    response = run_action(sign_in(instructor), MODEL, "remove", [member])
    assert said(response)[0] == "“Diplomacy in a new era” needs an instructor: name another one first."
    assert course.memberships.present().filter(pk=member.pk).exists()


def test_two_instructors_removed_at_once_leave_one(sign_in, instructor, course):
    other = instructor_of(course)
    members = course.memberships.filter(user__in=[instructor, other])
    run_action(sign_in(instructor), MODEL, "remove", members)
    assert members.present().count() == 1


@pytest.mark.parametrize(("words", "found"), [("Linh", 1), ("minh", 1), ("zz", 0)])
def test_people_are_found_by_name(sign_in, instructor, course, learner, classmate, words, found):
    response = sign_in(instructor).get(address(MODEL, "changelist"), {"q": words})
    assert response.context["cl"].result_count == found
