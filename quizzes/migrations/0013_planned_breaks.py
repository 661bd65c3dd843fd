import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def ask_on_the_due_day(apps, schema_editor):
    """Nobody planned a break yet."""
    apps.get_model("quizzes", "Memory").objects.update(asked_from=F("due"))


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("quizzes", "0012_regrade"),
    ]

    operations = [
        migrations.AddField(
            model_name="memory",
            name="asked_from",
            field=models.DateField(null=True, verbose_name="asked from"),
        ),
        migrations.RunPython(ask_on_the_due_day, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="memory",
            name="asked_from",
            field=models.DateField(verbose_name="asked from"),
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(verbose_name='first day')),
                ('last', models.DateField(verbose_name='last day')),
                ('planned', models.DateField(verbose_name='planned on')),
            ],
            options={
                'verbose_name': 'planned break',
                'verbose_name_plural': 'planned breaks',
                'ordering': ['first', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='memory',
            index=models.Index(fields=['learner', 'asked_from'], name='memory_asked'),
        ),
        migrations.AddField(
            model_name='absence',
            name='learner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='break_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.UniqueConstraint(fields=('learner', 'first'), name='one_break_from_a_day'),
        ),
    ]
