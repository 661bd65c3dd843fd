from collections.abc import Iterable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

PERSON = ("display_name", "email", "time_zone", "language", "theme", "single_keys", "on_boards")

# Who may do what follows from memberships; rows of groups and permissions would promise what they do not keep.
admin.site.unregister(Group)


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "display_name", "email", "is_superuser", "is_demo", "last_login")
    list_filter = ("is_superuser", "is_active", "is_demo")
    search_fields = ("username", "display_name", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": PERSON}),
        (_("Access"), {"fields": ("is_active", "is_superuser", "last_login", "date_joined")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Of who left nothing is kept that could be looked at or changed."""
        return super().get_queryset(request).filter(gone_at=None)

    def get_deleted_objects(
        self, objs: Iterable[User], request: Any
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """The people alone: what goes with them and what stays is told in the templates."""
        people = list(objs)
        refused = import_module(settings.LEAVING).refusals(people)
        return [f"{one.name} ({one.username})" for one in people], {}, set(), refused

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        import_module(settings.LEAVING).dismiss([obj], timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        import_module(settings.LEAVING).dismiss(list(queryset), timezone.now())
