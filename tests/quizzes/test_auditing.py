"""Whether the live items of a course hold, and what happens to those that no longer do."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from content.importing import import_document
from content.models import Citation
from quizzes.auditing import findings
from quizzes.building import draft_items, sources_of
from quizzes.generation.support import course_index
from quizzes.models import Card, Notice, Origin, Question, Status

FIRST, SECOND = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def bring(course, path, instructor, now):
    import_document(course, path.name, path.read_bytes(), instructor, now)
    return draft_items(course, now)


def found(course):
    return list(findings(course, course_index(sources_of(course))))


@pytest.fixture
def drafted(course, instructor, now):
    bring(course, FIRST, instructor, now)
    return course


def spoilt(course):
    """A live question in whose options the right one stands twice, as if it had been drafted so."""
    question = course.questions.filter(rule="list.member").first()
    rows = question.shown["options"]
    right = next(row["text"] for row in rows if row["id"] == question.key["right"])
    rows[0 if rows[0]["id"] != question.key["right"] else 1]["text"] = f"{right} again"
    question.fingerprint = Question.fingerprint_of(question.kind, question.shown, question.key)
    question.save()
    return question


def test_all_that_was_drafted_holds(drafted):
    assert drafted.questions.approved().count() > 20
    assert found(drafted) == []


def test_an_item_that_no_longer_holds_is_found_with_its_reasons(drafted):
    question = spoilt(drafted)
    (finding,) = found(drafted)
    assert finding.item == question
    assert not finding.is_own
    assert "F12" in dict(finding.reasons)


def test_what_an_instructor_changed_is_only_warned_of(drafted, now):
    question = spoilt(drafted)
    Question.objects.filter(pk=question.pk).update(fingerprint="changed")
    assert [finding.is_own for finding in found(drafted)] == [True]
    draft_items(drafted, now)
    question.refresh_from_db()
    assert question.status == Status.APPROVED


def test_drafting_sets_aside_what_no_longer_holds_and_says_so(drafted, now):
    question = spoilt(drafted)
    fallen = draft_items(drafted, now).fallen
    question.refresh_from_db()
    assert question.status == Status.DRAFT
    assert [finding.item for finding in fallen] == [question]
    assert question.feedback["against"] == [list(each) for each in fallen[0].reasons]


def test_a_new_document_sets_aside_what_it_makes_doubtful(drafted, instructor, now):
    """A wrong option of the first article may be what the second one says."""
    before = set(drafted.questions.approved().values_list("pk", flat=True))
    fallen = bring(drafted, SECOND, instructor, now).fallen
    after = set(drafted.questions.approved().values_list("pk", flat=True))
    assert before - after == {finding.item.pk for finding in fallen if isinstance(finding.item, Question)}
    assert found(drafted) == []


def test_who_teaches_the_course_is_told_once_of_what_was_set_aside(drafted, instructor, learner, now):
    spoilt(drafted)
    for _again in range(2):
        draft_items(drafted, now)
    (notice,) = Notice.objects.all()
    assert notice.person == instructor
    assert str(notice) == "A new text makes one live item doubtful. It is a draft again and waits in the review queue."
    assert notice.link == reverse("quizzes:drafts_waiting", args=[drafted.slug])


def test_nobody_is_told_when_all_holds(drafted, now):
    draft_items(drafted, now)
    assert not Notice.objects.exists()


def test_a_card_that_no_longer_holds_is_set_aside(drafted, now):
    card = Card.objects.filter(rule="card.term").first()
    Card.objects.filter(pk=card.pk).update(prompt=f"{card.prompt} {card.answer['lines'][0]}")
    assert [finding.item for finding in draft_items(drafted, now).fallen] == [card]
    card.refresh_from_db()
    assert card.status == Status.DRAFT


def test_the_audit_passes_a_sound_course(drafted, capsys):
    call_command("audit", drafted.slug)
    assert "Every citation and every live item holds." in capsys.readouterr().out


def test_the_audit_lists_what_fails_and_fails(drafted, capsys):
    question = spoilt(drafted)
    with pytest.raises(CommandError, match="1 no longer hold") as failure:
        call_command("audit", drafted.slug)
    assert failure.value.returncode == 1
    assert f"{question.pk} " in capsys.readouterr().out


def test_the_audit_finds_a_citation_that_was_tampered_with(drafted, capsys):
    citation = Citation.objects.order_by("pk").first()
    Citation.objects.filter(pk=citation.pk).update(sha256="0" * 64)
    with pytest.raises(CommandError):
        call_command("audit")
    assert f"citation {citation.pk}" in capsys.readouterr().out


def test_an_authored_question_about_no_key_point_is_examined_too(drafted):
    question = spoilt(drafted)
    Question.objects.filter(pk=question.pk).update(origin=Origin.AUTHORED, key_point=None, rule="")
    assert [finding.is_own for finding in found(drafted)] == [True]


def test_a_course_that_is_not_there_is_told(course):
    with pytest.raises(CommandError, match="no course"):
        call_command("audit", "nowhere")
