import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from quizzes.models import Note
from tests.quizzes.views.test_questions import HTMX
from tests.quizzes.views.test_quizzes import text_of

pytestmark = pytest.mark.usefixtures("clock")

SAID = {"text": "Three pillars, like a stool."}


@pytest.fixture
def url(lesson) -> str:
    return reverse("quizzes:notes", args=[lesson.course.slug, lesson.number, 1])


@pytest.fixture
def note(lesson, learner, now) -> Note:
    return Note.objects.write(learner, lesson.edition, lesson.edition.paragraphs.get(number=1), "A stool.", now)


def to(note: Note, name: str = "note") -> str:
    return reverse(f"quizzes:{name}", args=[note.pk])


def text(client, lesson) -> str:
    return text_of(client.get(lesson.get_absolute_url()))


class TestWriting:
    def test_a_note_is_written_beside_its_paragraph(self, sign_in, learner, lesson, url):
        client = sign_in(learner)
        form = client.get(url).content.decode()
        assert form.index('id="p1"') < form.index('name="text"') < form.index('id="p2"')
        assert client.post(url, SAID).url == f"{lesson.get_absolute_url()}#n1"
        assert "Your note Three pillars, like a stool." in text(client, lesson)

    def test_with_htmx_the_paragraph_s_notes_come_alone(self, sign_in, learner, url):
        client = sign_in(learner)
        assert 'name="text"' in client.get(url, headers=HTMX).content.decode()
        assert 'name="text"' not in client.get(f"{url}?shut=1", headers=HTMX).content.decode()
        shown = client.post(url, SAID, headers=HTMX).content.decode()
        assert "like a stool" in shown
        assert "<html" not in shown
        assert len(shown) < 2500

    @pytest.mark.parametrize("headers", [{}, HTMX])
    @pytest.mark.parametrize(("said", "sentence"), [("  ", "Write something"), ("x" * 2001, "up to 2,000 signs")])
    def test_nothing_or_too_much_asks_again(self, sign_in, learner, url, said, sentence, headers):
        response = sign_in(learner).post(url, {"text": said}, headers=headers)
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert said.strip() in response.content.decode()
        assert not Note.objects.exists()

    def test_what_is_written_is_never_run(self, sign_in, learner, lesson, url):
        client = sign_in(learner)
        client.post(url, {"text": "<script>alert(1)</script>"})
        assert "<script>alert" not in client.get(lesson.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("paragraph", [0, 3, 99])
    def test_a_paragraph_that_is_not_there_is_not_found(self, sign_in, learner, lesson, paragraph):
        missing = reverse("quizzes:notes", args=[lesson.course.slug, lesson.number, paragraph])
        assert sign_in(learner).post(missing, SAID).status_code == 404


class TestChanging:
    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_a_note_is_changed(self, sign_in, learner, lesson, note, headers):
        client = sign_in(learner)
        assert "A stool.</textarea>" in client.get(to(note), headers=headers).content.decode()
        client.post(to(note), SAID, headers=headers)
        assert "Your note Three pillars, like a stool." in text(client, lesson)
        assert "A stool." not in text(client, lesson)

    def test_an_empty_one_is_refused(self, sign_in, learner, note):
        assert sign_in(learner).post(to(note), {"text": ""}).status_code == 422
        note.refresh_from_db()
        assert note.text == "A stool."

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_it_is_removed_and_brought_back(self, sign_in, learner, lesson, note, headers):
        client = sign_in(learner)
        client.post(to(note, "note_removal"), headers=headers)
        assert "The note is removed. Undo" in text(client, lesson)
        assert "A stool." not in text(client, lesson)
        client.post(to(note, "note_return"), headers=headers)
        assert "Your note A stool." in text(client, lesson)

    def test_after_a_while_it_is_gone_for_good(self, sign_in, learner, lesson, url, note, clock):
        client = sign_in(learner)
        client.post(to(note, "note_removal"))
        clock(minutes=11)
        assert "The note is removed." not in text(client, lesson)
        assert client.post(to(note, "note_return")).status_code == 404
        client.post(url, SAID)
        assert [kept.text for kept in Note.objects.all()] == [SAID["text"]]

    def test_words_that_changed_since_are_shown(self, sign_in, learner, lesson, note):
        assert "says something else by now" not in text(sign_in(learner), lesson)
        Note.objects.update(words="Diplomacy rests on two pillars.")
        assert "says something else by now Diplomacy rests on two pillars." in text(sign_in(learner), lesson)


class TestPrivacy:
    def test_nobody_else_sees_a_note(self, sign_in, classmate, instructor, lesson, note):
        for other in (classmate, instructor):
            assert "A stool." not in text(sign_in(other), lesson)

    @pytest.mark.parametrize("name", ["note", "note_removal", "note_return"])
    def test_nobody_else_touches_it(self, client, sign_in, classmate, instructor, stranger, note, name):
        assert client.post(to(note, name), SAID).status_code == 302
        for other in (classmate, instructor, stranger):
            assert sign_in(other).post(to(note, name), SAID).status_code == 404
        note.refresh_from_db()
        assert (note.text, note.removed_at) == ("A stool.", None)

    def test_a_stranger_writes_none(self, sign_in, stranger, url):
        assert sign_in(stranger).post(url, SAID).status_code == 404
        assert not Note.objects.exists()

    @pytest.mark.parametrize("name", ["note_removal", "note_return"])
    def test_other_methods_are_refused(self, sign_in, learner, note, name):
        assert sign_in(learner).get(to(note, name)).status_code == 405


def test_a_note_says_something(note):
    with pytest.raises(IntegrityError, match="note_says_something"), transaction.atomic():
        Note.objects.update(text="")
