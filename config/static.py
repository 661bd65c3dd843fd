import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import "([^"]+)";')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Style sheets are written one component a file and served as one: `@import` lines are filled in on collecting."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        for name in [name for name in paths if name.startswith("css/")]:
            source = read(paths, name)
            if not dry_run and IMPORT.search(source):
                self.delete(name)
                self.save(name, ContentFile(filled_in(paths, name).encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def read(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()  # type: ignore[no-any-return]


def filled_in(paths: dict[str, Any], name: str) -> str:
    folder = PurePosixPath(name).parent
    return IMPORT.sub(lambda match: filled_in(paths, str(folder / match[1])), read(paths, name))
