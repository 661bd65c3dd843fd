"""A whole installation in one file, made while it runs, and made anew from it.

The file is a ZIP of `manifest.json`, `database` (an SQLite file, or what pg_dump wrote) and `media/`. The manifest
names the database, the migrations applied, and each member's size and sha256. The secret key is not in it.
"""

from care.backup.making import back_up
from care.backup.manifest import Manifest, Unusable
from care.backup.restoring import check, restore

__all__ = ["Manifest", "Unusable", "back_up", "check", "restore"]
