from django.db import migrations
from django.db.models import OuterRef, Subquery

BATCH = 500


def fill(apps, schema_editor):
    """Every question's words as its first version, to which every response so far is pinned."""
    Question, Version, Response = (
        apps.get_model("quizzes", name) for name in ("Question", "QuestionVersion", "Response")
    )
    batch = []
    for question in Question.objects.filter(versions=None).order_by("pk").iterator(chunk_size=BATCH):
        feedback = {name: question.feedback[name] for name in ("lit", "why") if name in question.feedback}
        batch.append(
            Version(
                question_id=question.pk,
                number=1,
                kind=question.kind,
                shown=question.shown,
                key=question.key,
                explanation=question.explanation,
                feedback=feedback,
                citation_id=question.citation_id,
                at=question.created_at,
            )
        )
        if len(batch) == BATCH:
            Version.objects.bulk_create(batch)
            batch = []
    Version.objects.bulk_create(batch)
    first = Version.objects.filter(question=OuterRef("question"), number=1).values("pk")
    Response.objects.filter(version=None).update(version=Subquery(first))


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0009_question_version")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
