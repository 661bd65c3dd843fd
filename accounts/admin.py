from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
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
