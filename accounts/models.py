from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write one such as Asia/Ho_Chi_Minh."), params={"name": name}
        )


class OnBoards(models.TextChoices):
    HIDDEN = "hidden", _("Not at all")
    ANONYMOUS = "anonymous", _("As “a learner”")
    INITIALS = "initials", _("By my initials")
    NAME = "name", _("By my display name")


class Theme(models.TextChoices):
    AUTO = "auto", _("Auto")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class User(AbstractUser):
    """A person with an account."""

    display_name = models.CharField(_("display name"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)

    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[check_time_zone])
    language = models.CharField(_("language"), max_length=16, default="en-gb")
    theme = models.CharField(_("theme"), max_length=8, choices=Theme, default=Theme.AUTO)
    single_keys = models.BooleanField(_("single-letter keys"), default=True)
    types_answers = models.BooleanField(_("types answers in review"), default=False)
    retention = models.PositiveSmallIntegerField(
        _("share to be remembered, in percent"), default=90, validators=[MinValueValidator(80), MaxValueValidator(97)]
    )
    new_a_day = models.PositiveSmallIntegerField(_("new cards a day"), default=10, validators=[MaxValueValidator(200)])
    notices_by_mail = models.BooleanField(_("notices by e-mail, too"), default=False)
    fitted = models.JSONField(_("schedule fitted to this person"), default=dict, blank=True, editable=False)
    gone_at = models.DateTimeField(_("account deleted"), null=True, blank=True, editable=False)
    on_boards = models.CharField(_("on leaderboards"), max_length=12, choices=OnBoards, default=OnBoards.HIDDEN)

    class Meta(AbstractUser.Meta):
        constraints = [
            # People sign in, and get a new password, by their address too.
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_is_theirs_alone",
                violation_error_message=_("Somebody has an account with this e-mail address. Sign in instead?"),
            ),
            models.CheckConstraint(
                condition=models.Q(retention__gte=80, retention__lte=97), name="user_retention_is_80_to_97_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        changed = kwargs.get("update_fields")
        if changed is not None and not {"on_boards", "is_active"} & set(changed):
            return super().save(*args, **kwargs)
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.seen_anew()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            self.seen_anew(gone=True)
            return super().delete(*args, **kwargs)

    def seen_anew(self, gone: bool = False) -> None:
        """Let settings.FOLLOWER keep up with who may be seen of this person, and in which courses."""
        import_string(settings.FOLLOWER)(self.pk, gone)

    @property
    def name(self) -> str:
        if self.gone_at:
            return str(_("Somebody who left"))
        return self.display_name or self.username

    @property
    def given_name(self) -> str:
        """The first word of the name, for a greeting."""
        return self.name.split()[0]

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def desired_retention(self) -> float:
        """The chance of recall, in 0.80..0.97, at which a card comes back."""
        return self.retention / 100

    @property
    def weights(self) -> tuple[float, ...]:
        """The parameters of the schedule that were fitted to this person; empty for those of everybody."""
        return tuple(self.fitted.get("weights", ()))

    def forget(self, name: str, now: datetime) -> None:
        """Keep nothing of this person but the row itself, under a name that says nothing; nobody signs in as it."""
        empty = User(pk=self.pk, username=name, is_active=False, gone_at=now, date_joined=now, is_demo=self.is_demo)
        empty.set_unusable_password()
        empty.save()
        self.groups.clear()
        self.user_permissions.clear()
        self.refresh_from_db()

    def board_name(self) -> str | None:
        """What a board may show of this person; None when they are not to be seen. Never the account name."""
        match self.on_boards:
            case OnBoards.NAME if self.display_name:
                return self.display_name
            case OnBoards.INITIALS if self.display_name:
                return self.initials
            case OnBoards.HIDDEN:
                return None
        return str(_("A learner"))
