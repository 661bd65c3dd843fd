"""What attackers write, in every text that anybody may author, over a scene that has a row of everything."""

from contextlib import nullcontext, suppress
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from content.importing import import_document
from quizzes.building import draft_items
from tests.access.scene import scene

SHORT = '"><img src=x onerror=owned=1>'
LONG = (
    f"{SHORT}'><script>owned=1</script><svg onload=owned=1><a href='javascript:owned=1' onmouseover=owned=1>x</a>"
    "<iframe srcdoc=owned></iframe>{{ 7*7 }}{% debug %}"
    "</textarea></title><p hx-get=/ hx-trigger=owned>"
)
DOCUMENT = f"""# {SHORT}

There are three pillars of {SHORT} diplomacy:

1. trust {LONG}
2. patience <img src=x onerror=owned=1>
3. law [click](javascript:owned=1) ![x](x" onerror="owned=1)

A *treaty* is <script>owned=1</script> an agreement between <svg/onload=owned=1> states.
"""
OURS = ("accounts", "content", "quizzes", "care")

AUTHORED = {
    "accounts.User": {"display_name", "first_name", "last_name"},
    "content.Course": {"title", "description"},
    "content.Edition": {"title", "source", "author", "file_name"},
    "content.Lesson": {"title"},
    "content.KeyPoint": {"label"},
    "content.Citation": {"quote"},
    "content.Upload": {"file_name", "trouble"},
    "quizzes.Card": {"prompt"},
    "quizzes.Dispute": {"words", "reply"},
    "quizzes.Judgement": {"reason"},
    "quizzes.Note": {"words", "text"},
    "quizzes.Override": {"reason"},
    "quizzes.Question": {"explanation"},
    "quizzes.Quiz": {"title"},
    "quizzes.Regrade": {"reason"},
    "quizzes.Ruling": {"reason", "note"},
    "quizzes.Tag": {"name"},
}
"""What people write or bring, by model."""

CODED = {
    "accounts.User": {"password", "username", "email", "time_zone", "language", "theme", "on_boards"},
    "care.Allowance": {"key"},
    "content.Course": {"slug", "language", "join_code", "time_zone", "publishing"},
    "content.Document": {"letter"},
    "content.Edition": {"published", "language", "text", "format", "sha256"},
    "content.KeyPoint": {"rule"},
    "content.Citation": {"sha256"},
    "content.Paragraph": {"kind"},
    "content.Upload": {"language"},
    "quizzes.Board": {"period", "zone"},
    "quizzes.Card": {"face", "rule"},
    "quizzes.Draw": {"kind"},
    "quizzes.Feed": {"digest"},
    "quizzes.Notice": {"text", "link"},
    "quizzes.Question": {"kind", "rule", "flaws", "fingerprint"},
    "quizzes.QuestionVersion": {"kind", "explanation"},
    "quizzes.Response": {"kind", "device"},
}
"""What the program writes, or checks against a list, a pattern or a hash. Texts of editions come by a document."""

INSIDE = {
    "content.KeyPoint": {"content"},
    "quizzes.Card": {"answer"},
    "quizzes.Question": {"shown"},
    "quizzes.Response": {"shown"},
    "quizzes.Notice": {"params"},
}
"""JSON whose texts people write."""


def texts_of(model: type[models.Model]) -> set[str]:
    free = (
        field for field in model._meta.local_concrete_fields if isinstance(field, models.CharField | models.TextField)
    )
    return {field.name for field in free if not field.choices}


def all_texts() -> dict[str, set[str]]:
    ours = [model for name in OURS for model in apps.get_app_config(name).get_models()]
    return {model._meta.label: texts for model in ours if (texts := texts_of(model))}


def poisoned(value: Any, key: str = "") -> Any:
    """The same JSON with a payload for each text that is not an id or the like."""
    match value:
        case dict():
            return {name: poisoned(one, name) for name, one in value.items()}
        case list():
            return [poisoned(one, key) for one in value]
        case str() if key in {
            "stem",
            "text",
            "lines",
            "title",
            "name",
            "reason",
            "label",
            "statement",
            "course",
            "quiz",
        }:
            return f"{value} {LONG}"
    return value


def poisoned_scene() -> dict[str, Any]:
    """The scene, with a payload in every text that somebody may author."""
    there = scene()
    import_document(there["course"], "evil.md", DOCUMENT.encode(), there["instructor"], timezone.now())
    draft_items(there["course"], timezone.now())
    for label, names in AUTHORED.items():
        for row in apps.get_model(label)._base_manager.all():
            for name in names:
                # What is empty may have to be: the reply to a dispute that is not decided.
                with suppress(IntegrityError) if not getattr(row, name) else nullcontext(), transaction.atomic():
                    poison(row, {name: fitting(row, name)})
    for label, names in INSIDE.items():
        for row in apps.get_model(label)._base_manager.all():
            poison(row, {name: poisoned(getattr(row, name)) for name in names})
    return there


def fitting(row: models.Model, name: str) -> str:
    """As much of it as the field takes, and another one for each row, as some texts stand once."""
    room = row._meta.get_field(name).max_length or 10_000
    payload = LONG if room > len(LONG) + 9 else SHORT
    return f"{payload}{row.pk}"[:room]


def poison(row: models.Model, changes: dict[str, Any]) -> None:
    """Past the verbs of the model, some of which would refuse, or write a second row."""
    models.QuerySet(type(row)).filter(pk=row.pk).update(**changes)
