from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model, covariant=True)


class WrittenOnce(Exception):
    """A row that is only ever added was to be changed or deleted."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    def update(self, **values: Any) -> NoReturn:
        raise WrittenOnce(self.model.__name__)

    def delete(self) -> NoReturn:
        raise WrittenOnce(self.model.__name__)


class AppendOnly(models.Model):
    """Rows that are only ever added. They leave with the course, question or person that they belong to."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(type(self).__name__)
