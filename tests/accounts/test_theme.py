import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_theme_stays_with_the_person(sign_in, learner):
    client = sign_in(learner)
    response = client.post(reverse("theme"), {"theme": "dark", "next": reverse("privacy")})
    assert (response.status_code, response.url) == (303, reverse("privacy"))
    learner.refresh_from_db()
    assert learner.theme == "dark"
    assert 'id="theme-dark" checked' in client.get(reverse("privacy")).content.decode()


def test_a_theme_stays_with_the_browser_of_somebody_unknown(client):
    client.post(reverse("theme"), {"theme": "light"})
    page = client.get(reverse("privacy")).content.decode()
    assert 'data-theme="light"' in page
    assert 'id="theme-light" checked' in page


def test_what_a_person_chose_outweighs_the_browser(client):
    client.post(reverse("theme"), {"theme": "light"})
    client.force_login(UserFactory(theme="dark"))
    assert 'data-theme="dark"' in client.get(reverse("privacy")).content.decode()


def test_htmx_needs_no_page_in_return(sign_in, learner):
    response = sign_in(learner).post(reverse("theme"), {"theme": "dark"}, headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize("theme", ["", "sepia", '"><script>'])
def test_an_unknown_theme_is_refused(sign_in, learner, theme):
    response = sign_in(learner).post(reverse("theme"), {"theme": theme})
    assert response.status_code == 400
    learner.refresh_from_db()
    assert learner.theme == "auto"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_to_another_site(client, wanted):
    assert client.post(reverse("theme"), {"theme": "dark", "next": wanted}).url == reverse("quizzes:library")


def test_a_forged_cookie_cannot_break_out_of_its_attribute(client):
    client.cookies["theme"] = 'x" onload="alert(1)'
    assert 'onload="' not in client.get(reverse("privacy")).content.decode()


def test_a_theme_is_posted(client):
    assert client.get(reverse("theme")).status_code == 405
