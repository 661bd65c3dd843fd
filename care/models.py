from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from care.pace import Pace


class AllowanceQuerySet(models.QuerySet["Allowance"]):
    def take(self, key: str, pace: Pace, now: int) -> int:
        """Use up one time, if there is one. The milliseconds to wait until there is, 0 when it was taken.

        `now` is in milliseconds. One UPDATE decides, so that workers at the same moment never give more than there is.
        """
        while not self._taken(key, pace, now):
            held = self.filter(key=key).values_list("free_at", flat=True).first()
            if held is None:
                self.expired(now).delete()
                self.bulk_create([Allowance(key=key, free_at=now)], ignore_conflicts=True)
            # Without a wait, another worker made room since: it is there, but not taken yet.
            elif wait := pace.wait(held, now):
                return wait
        return 0

    def give_back(self, key: str, pace: Pace) -> None:
        """Undo one `take`."""
        self.filter(key=key).update(free_at=F("free_at") - pace.interval)

    def expired(self, now: int) -> "AllowanceQuerySet":
        """Those of which nothing is used up any more."""
        return self.filter(free_at__lt=now)

    def _taken(self, key: str, pace: Pace, now: int) -> bool:
        room = self.filter(key=key, free_at__lte=now + pace.tolerance)
        return bool(room.update(free_at=Greatest(F("free_at"), now) + pace.interval))


class Allowance(models.Model):
    """How much somebody has used up of what may be done often, but not endlessly.

    `key` is a keyed hash of what is done and by whom, so that the table tells of nobody. `free_at` is when nothing of
    it will be used up any more, in milliseconds since 1970: each time adds its interval (see care/pace.py).
    """

    key = models.CharField(max_length=64, primary_key=True)
    free_at = models.BigIntegerField()

    objects = AllowanceQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="allowance_is_somebodys")]
        indexes = [
            # what can be forgotten
            models.Index(fields=["free_at"], name="allowance_free_at"),
        ]

    def __str__(self) -> str:
        return self.key
