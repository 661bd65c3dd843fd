import pytest

from content.models import Course, Membership, Role
from tests import factories
from tests.desk import address, instructor_of, no_rows, said

MADE = {
    "title": "The law of the sea",
    "slug": "sea-law",
    "description": "",
    "language": "en",
    "time_zone": "Asia/Ho_Chi_Minh",
    "publishing": "reviewed",
    "joining_open": "on",
}


def rows(*members, **changes) -> dict[str, object]:
    data = no_rows("memberships", len(members))
    for n, member in enumerate(members):
        data |= {f"memberships-{n}-id": member.pk, f"memberships-{n}-role": member.role}
    return data | changes


@pytest.fixture
def mine(course, instructor):
    return course.memberships.get(user=instructor)


def test_who_makes_a_course_teaches_it(sign_in, instructor, course):
    client = sign_in(instructor)
    response = client.post(address("content_course", "add"), MADE, follow=True)
    made = Course.objects.get(slug="sea-law")
    assert response.status_code == 200
    assert list(made.memberships.values_list("user", "role")) == [(instructor.pk, Role.INSTRUCTOR)]
    assert (made.time_zone, made.publishing) == ("Asia/Ho_Chi_Minh", "reviewed")
    assert client.get(address("content_course", "change", made.pk)).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "This field is required."),
        ("slug", "diplomacy", "Course with this Address already exists."),
        ("language", "tlh", "Select a valid choice. tlh is not one of the available choices."),
        ("time_zone", "Moon/Crater", "Select a valid choice. Moon/Crater is not one of the available choices."),
    ],
)
def test_a_faulty_course_is_not_made(sign_in, instructor, course, field, value, sentence):
    response = sign_in(instructor).post(address("content_course", "add"), {**MADE, field: value})
    assert response.context["adminform"].form.errors[field] == [sentence]
    assert Course.objects.count() == 1


def test_a_course_is_changed(sign_in, instructor, course, mine):
    data = {**MADE, "slug": "diplomacy", "title": "Diplomacy today", **rows(mine)}
    sign_in(instructor).post(address("content_course", "change", course.pk), data)
    course.refresh_from_db()
    assert course.title == "Diplomacy today"


def test_renewing_the_code_closes_the_old_one(sign_in, instructor, course, mine):
    before = course.join_code
    data = {**MADE, "slug": "diplomacy", **rows(mine), "_renew": "yes"}
    response = sign_in(instructor).post(address("content_course", "change", course.pk), data, follow=True)
    course.refresh_from_db()
    assert course.join_code != before
    assert said(response)[-1] == f"The join code is {course.join_code} now; the old one opens nothing."


def test_a_code_renewed_while_the_course_is_closed_is_no_way_in(sign_in, instructor, course, mine):
    data = {**MADE, "slug": "diplomacy", "joining_open": "", **rows(mine), "_renew": "yes"}
    response = sign_in(instructor).post(address("content_course", "change", course.pk), data, follow=True)
    course.refresh_from_db()
    assert not course.joining_open
    assert said(response)[-1].endswith("It opens nothing either while the course takes no new learners.")


def test_the_code_cannot_be_chosen_by_hand(sign_in, instructor, course, mine):
    before = course.join_code
    data = {**MADE, "slug": "diplomacy", **rows(mine), "join_code": "AAA-AAA"}
    sign_in(instructor).post(address("content_course", "change", course.pk), data)
    course.refresh_from_db()
    assert course.join_code == before


def test_a_colleague_is_named_by_account(sign_in, instructor, course, mine, stranger):
    data = {
        **MADE,
        "slug": "diplomacy",
        **rows(mine),
        "memberships-TOTAL_FORMS": 2,
        "memberships-1-user": stranger.username,
        "memberships-1-role": "reviewer",
    }
    sign_in(instructor).post(address("content_course", "change", course.pk), data)
    assert Membership.objects.get(course=course, user=stranger).role == Role.REVIEWER


@pytest.mark.parametrize(
    ("account", "sentence"),
    [
        ("nobody", "Nobody has the account name “nobody”. Ask for it, or give them the join code."),
        ("linh", "This person was in the course already: take them back in the list of members."),
    ],
)
def test_a_colleague_who_cannot_be_named(sign_in, instructor, course, mine, learner, account, sentence):
    data = {
        **MADE,
        "slug": "diplomacy",
        **rows(mine),
        "memberships-TOTAL_FORMS": 2,
        "memberships-1-user": account,
        "memberships-1-role": "reviewer",
    }
    response = sign_in(instructor).post(address("content_course", "change", course.pk), data)
    (formset,) = response.context["inline_admin_formsets"]
    assert sentence in str(formset.formset.errors)
    assert Membership.objects.get(course=course, user=learner).role == Role.LEARNER


def test_the_last_instructor_stays_one(sign_in, instructor, course, mine):
    data = {**MADE, "slug": "diplomacy", **rows(mine), "memberships-0-role": "learner"}
    response = sign_in(instructor).post(address("content_course", "change", course.pk), data)
    assert "needs an instructor" in response.content.decode()
    mine.refresh_from_db()
    assert mine.role == Role.INSTRUCTOR


def test_one_of_two_instructors_may_step_back(sign_in, instructor, course, mine):
    other = course.memberships.get(user=instructor_of(course))
    data = {**MADE, "slug": "diplomacy", **rows(mine, other), "memberships-0-role": "learner"}
    sign_in(instructor).post(address("content_course", "change", course.pk), data)
    mine.refresh_from_db()
    assert mine.role == Role.LEARNER


def test_no_course_can_be_deleted(sign_in, course):
    root = factories.UserFactory(is_superuser=True)
    assert sign_in(root).post(address("content_course", "delete", course.pk), {"post": "yes"}).status_code == 403
