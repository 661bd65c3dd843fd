import secrets
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.http import User

TOKEN_BYTES = 32


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


class FeedQuerySet(models.QuerySet["Feed"]):
    def of(self, learner: User) -> "FeedQuerySet":
        return self.filter(learner_id=learner.pk)

    def renew(self, learner: User, now: datetime) -> str:
        """A new secret for the learner's address; what the old one opened is closed. It is told once, here."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.update_or_create(learner_id=learner.pk, defaults={"digest": digest_of(token), "made_at": now})
        return token

    def opened_by(self, token: str) -> "FeedQuerySet":
        return self.filter(digest=digest_of(token), learner__is_active=True)


class Feed(models.Model):
    """The private address of a learner's calendar. Who knows its secret may read it; only a digest is kept."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed")
    digest = models.CharField(max_length=64, unique=True, editable=False)

    made_at = models.DateTimeField(_("made"))

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return f"{self.learner}"
