from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("What there is to learn")
    default = True


class DeskConfig(admin.AdminConfig):
    """Django's admin, with our rule of who may enter."""

    # Outside the admin package: that registers its pages with the site, so it cannot be part of making it.
    default_site = "content.desk.Desk"
    default = False
