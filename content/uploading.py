"""An upload's way into its course: read, compared with the edition before it, imported; at once or by the worker."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.http import User
from content.choosing import Choices, Found
from content.editions import bring_in_edition, comparison_of, retired_points
from content.importing import bring_in, find
from content.keeping import kept, restored
from content.models import Course, Document, Edition, Stage, Upload
from content.models.upload import AT_WORK, MOST_WAITING
from content.reading import READERS, read
from content.reading.source import UnreadableFile
from content.telling import told

QUICK_BYTES = 40_000
"""As much plain text as is read, or imported, within about a second: some 6,000 words."""

QUICK_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown"})
"""Formats that are read in this process; the others start one of their own."""

FAULT = (
    "The work on this document stopped at a fault of this program, not of your file. "
    "Nothing was changed: try again, or tell whoever runs this site."
)
NOT_DRAFTED = "The document is in the course, but no questions could be drafted from it: draft them again at the desk."
OUTDATED = (
    "The document got another edition, or went, since this was compared with it. Nothing was changed: compare again."
)
SAME_TEXT = "This is the text of that document as it stands: there is nothing to bring in."
TOO_MANY = "You have many documents here that are not confirmed. Confirm or remove some of them first."

TOLD = ("title", "source", "author", "date")
"""What a document says of itself, and a person may correct."""

logger = logging.getLogger(__name__)


def receive(
    course: Course,
    by: User,
    name: str,
    data: bytes,
    now: datetime,
    *,
    replaces: Document | None = None,
    own: bool = False,
) -> Upload:
    """Keep a file and have it read. `own`: it is no new edition, whatever its name.

    :raises UnreadableFile: when this person keeps too many here already
    """
    Upload.objects.expired(now).delete()
    if Upload.objects.visible_to(by).waiting().filter(course=course).count() >= MOST_WAITING:
        raise UnreadableFile(TOO_MANY)
    upload = Upload.objects.create(
        course=course,
        by_id=by.pk,
        file_name=name[-255:],
        data=data,
        replaces=replaces,
        created_at=now,
        choices={"own": True} if own else {},
    )
    start(upload, Stage.READING, now)
    return upload


def start(upload: Upload, stage: Stage, now: datetime) -> None:
    """Do this now when it is quick, else let the worker do it."""
    upload.ask(stage, now)
    if is_quick(upload):
        work(upload.pk, now)
        upload.refresh_from_db()
    else:
        work_later.enqueue(upload.pk)


def is_quick(upload: Upload) -> bool:
    """What no reader takes is refused at once."""
    return upload.ending not in READERS or (upload.ending in QUICK_ENDINGS and len(upload.data) <= QUICK_BYTES)


@task()
def work_later(pk: int) -> None:
    work(pk, timezone.now())


def resume() -> None:
    """Ask again for what was under way when the last worker stopped. Asked twice, it is done once."""
    for pk in Upload.objects.filter(stage__in=AT_WORK).values_list("pk", flat=True):
        work_later.enqueue(pk)


def work(pk: int, now: datetime) -> None:
    """Take the next step of an upload, unless somebody else is at it. What goes wrong is told to its uploader."""
    if (upload := Upload.objects.take(pk, now)) is None:
        return
    try:
        STEPS[Stage(upload.stage)](upload, now)
    except UnreadableFile as refusal:
        turn_back(upload, _(str(refusal)))
    except Exception:
        logger.exception("Upload %s stopped while %s", pk, upload.stage)
        turn_back(upload, _(FAULT))
    except BaseException:
        # The worker is told to stop: the next one takes it up again.
        upload.release()
        raise


def turn_back(upload: Upload, trouble: str) -> None:
    """To where the person can change something."""
    upload.reach(Stage.READY if upload.found else Stage.FAILED, trouble=trouble)


def read_it(upload: Upload, now: datetime) -> None:
    found = find(upload.file_name, read(upload.file_name, bytes(upload.data)), upload.language)
    upload.replaces = upload.replaces or (None if upload.choices.get("own") else likely_older(upload, found))
    upload.reach(Stage.READY, found=kept(found), replaces=upload.replaces)


def compare_it(upload: Upload, now: datetime) -> None:
    """What the new edition would change, kept until it is confirmed."""
    document, found = upload.replaces, found_of(upload)
    if document is None:
        raise UnreadableFile(OUTDATED)
    old, comparison = comparison_of(document, found, choices_of(upload))
    if old.sha256 == found.source.sha256:
        raise UnreadableFile(SAME_TEXT)
    report = told(comparison, retired_points(old))
    upload.reach(Stage.COMPARED, comparison={"base": old.pk, "letter": document.letter, **report})


def import_it(upload: Upload, now: datetime) -> None:
    with transaction.atomic():
        edition = imported(upload, now)
        upload.edition = edition
        upload.save(update_fields=["edition"])
    upload.reach(Stage.DONE, data=b"", found=None, trouble=drafted(upload.course, now))


def imported(upload: Upload, now: datetime) -> Edition:
    found, choices = found_of(upload), choices_of(upload)
    if not upload.comparison:
        return bring_in(upload.course, upload.file_name, found, choices, upload.by, now)
    # A crash after the import has the worker come here again: the edition is the current one then.
    document, base = upload.replaces, upload.comparison["base"]
    if document is None or not document.editions.current().filter(Q(pk=base) | Q(sha256=found.source.sha256)).exists():
        raise UnreadableFile(OUTDATED)
    return bring_in_edition(document, upload.file_name, found, choices, upload.by, now)


def drafted(course: Course, now: datetime) -> str:
    """Have questions drafted; why that failed, else nothing. The document stays whatever comes of it."""
    try:
        import_string(settings.AFTER_IMPORT)(course, now)
    except Exception:
        logger.exception("Drafting from course %s failed", course.pk)
        return _(NOT_DRAFTED)
    return ""


STEPS: dict[Stage, Callable[[Upload, datetime], None]] = {
    Stage.READING: read_it,
    Stage.COMPARING: compare_it,
    Stage.IMPORTING: import_it,
}


def likely_older(upload: Upload, found: Found) -> Document | None:
    """The document of the course that has the same file name or title, when there is exactly one."""
    title = (found.outline.title or "").casefold()
    alike = [
        edition.document
        for edition in Edition.objects.current()
        .filter(document__course=upload.course)
        .select_related("document")
        .defer("text")
        if edition.sha256 != found.source.sha256
        and (edition.file_name == upload.file_name or (title and edition.title.casefold() == title))
    ]
    return alike[0] if len(alike) == 1 else None


def found_of(upload: Upload) -> Found:
    return restored(Found, upload.found or {})


def choices_of(upload: Upload) -> Choices:
    """What the uploader changed, as the row keeps it."""
    given = upload.choices
    told = {name: given[name] for name in TOLD if name in given}
    return Choices(frozenset(given.get("flipped", ())), given.get("labels", {}), **told)


def choose(upload: Upload, changed: Mapping[str, bool], labels: Mapping[str, str], told: Mapping[str, Any]) -> None:
    """Keep what the person made of a part of what was found.

    `changed` says of each find of the part whether it is not as proposed, `labels` has the person's own names of
    lists, `told` what the document says of itself and which document it replaces.
    """
    flipped = set(upload.choices.get("flipped", ())) - changed.keys()
    flipped |= {key for key, is_changed in changed.items() if is_changed}
    kept_labels = {key: label for key, label in upload.choices.get("labels", {}).items() if key not in changed}
    read = found_of(upload).outline
    corrected = {name: told[name] for name in TOLD if told[name] != (getattr(read, name) or "")}
    replaces = told["replaces"] if isinstance(told["replaces"], Document) else None
    given = {"flipped": sorted(flipped), "labels": kept_labels | dict(labels), "own": replaces is None, **corrected}
    upload.reach(Stage.READY, choices=given, replaces=replaces, comparison=None, trouble="")


def read_again(upload: Upload, language: str, now: datetime) -> None:
    """In another language: what was found then has nothing to do with what was found before."""
    upload.language = language
    upload.choices = {name: value for name, value in upload.choices.items() if name not in {"flipped", "labels"}}
    upload.save(update_fields=["language", "choices"])
    start(upload, Stage.READING, now)
