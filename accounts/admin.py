from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.models import User

PERSON = ("display_name", "time_zone", "language", "theme", "single_keys", "on_boards")


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "display_name", "email", "is_superuser", "is_demo", "last_login")
    list_filter = ("is_superuser", "is_active", "is_demo")
    search_fields = ("username", "display_name", "email")
    fieldsets = ((_("Person"), {"fields": PERSON}), *(UserAdmin.fieldsets or ()))
