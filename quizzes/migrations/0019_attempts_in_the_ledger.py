from django.db import migrations

BATCH = 500


def count(apps, schema_editor):
    """An entry for each attempt that counts, as hand-ins write it from now on."""
    Attempt, LedgerEntry = apps.get_model("quizzes", "Attempt"), apps.get_model("quizzes", "LedgerEntry")
    counted = Attempt.objects.filter(finished_at__isnull=False, is_excluded=False).order_by("pk")
    rows = counted.values_list("pk", "quiz__course", "learner", "finished_at")
    entries = (
        LedgerEntry(
            course_id=course,
            learner_id=learner,
            source="quiz",
            points=0,
            attempts=1,
            attempt_id=attempt,
            counts_at=at,
            written_at=at,
        )
        for attempt, course, learner, at in rows.iterator(chunk_size=BATCH)
    )
    LedgerEntry.objects.bulk_create(entries, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0018_standings")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
