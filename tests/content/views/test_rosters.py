import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from content.models import Membership
from tests.desk import queries_of, said

LIST = "email,name\nnew@example.org,New Person\nbad\n"


def address(course, page="roster") -> str:
    return reverse(f"content:{page}", args=[course.slug])


@pytest.fixture
def teacher(sign_in, instructor):
    return sign_in(instructor)


@pytest.mark.parametrize("page", ["content:roster", "quizzes:course"])
def test_a_closed_course_offers_no_code(teacher, course, page):
    address = reverse(page, args=[course.slug])
    assert course.join_code in teacher.get(address).content.decode()
    course.joining_open = False
    course.save()
    closed = teacher.get(address).content.decode()
    assert course.join_code not in closed
    assert "losed to new learners" in closed


def test_a_list_is_looked_through_before_anybody_is_taken_in(teacher, course):
    file = SimpleUploadedFile("class.csv", LIST.encode())
    page = teacher.post(address(course), {"file": file, "do": "check"}).content.decode()
    assert "1 line can be taken in, 1 cannot" in page
    assert "“bad” is no e-mail address." in page
    assert "Gets an account" in page
    assert not User.objects.filter(email="new@example.org").exists()


def test_confirmed_it_takes_in_what_is_good(teacher, course):
    response = teacher.post(address(course), {"text": LIST, "do": "take_in"}, follow=True)
    assert response.redirect_chain[-1] == (address(course), 303)
    assert said(response) == ["Done: 1 new account."]
    assert Membership.objects.filter(course=course, user__email="new@example.org").exists()
    assert "New Person" in response.content.decode()


def test_a_list_that_is_none_says_so_and_keeps_what_was_written(teacher, course):
    response = teacher.post(address(course), {"text": "name\nLinh\n", "do": "check"})
    assert response.status_code == 422
    assert "must name the columns" in response.content.decode()
    assert "Linh" in response.content.decode()
    assert teacher.post(address(course), {"do": "check"}).status_code == 422


def test_without_mail_the_links_are_shown_to_be_passed_on(teacher, course, client, settings):
    settings.EMAIL_HOST = ""
    teacher.post(address(course), {"text": LIST, "do": "take_in"})
    response = teacher.post(address(course, "invitations"))
    assert "no-store" in response.headers["Cache-Control"]
    url = re.search(r'<code class="link">http://testserver([^<]+)', response.content.decode())[1]
    client.logout()
    assert "Choose a new password" in client.get(url, follow=True).content.decode()


def test_with_mail_nobody_but_the_owner_sees_the_link(teacher, course, settings):
    settings.EMAIL_HOST = "mail.example"
    teacher.post(address(course), {"text": LIST, "do": "take_in"})
    response = teacher.post(address(course, "invitations"), follow=True)
    assert said(response)[-1] == "1 link is on its way."
    assert "/account/password/new/" not in response.content.decode()


def test_the_page_costs_the_same_for_more_who_wait(teacher, course):
    teacher.post(address(course), {"text": "email\na@example.org\n", "do": "take_in"})
    few = queries_of(teacher, address(course))
    text = "email\n" + "".join(f"p{n}@example.org\n" for n in range(20))
    teacher.post(address(course), {"text": text, "do": "take_in"})
    assert queries_of(teacher, address(course)) == few
