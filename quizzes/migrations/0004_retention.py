from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0003_aside"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="retention",
            field=models.FloatField(default=0.9, verbose_name="chance of recall wanted"),
        ),
    ]
