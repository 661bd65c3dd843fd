import json
import zipfile
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import IO, Any

FORMAT = 1
NAME, DATABASE, MEDIA = "manifest.json", "database", "media/"
CHUNK = 1024 * 1024


class Unusable(Exception):
    """A backup that cannot be made or restored. Its message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in a backup. `files` has the size in bytes and the sha256 of each member but the manifest."""

    format: int
    made_at: str
    vendor: str
    migrations: list[list[str]]
    files: dict[str, list[Any]]

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1)

    @classmethod
    def read(cls, file: zipfile.ZipFile) -> "Manifest":
        """
        :raises Unusable: for a file that is not one of ours, or of a later release
        """
        try:
            facts = json.loads(file.read(NAME))
            form = facts["format"]
        except (KeyError, TypeError, ValueError) as error:
            raise Unusable("This is no backup of Pilcrow: it has no manifest. Name another file.") from error
        if form != FORMAT:
            raise Unusable(
                f"This backup has format {form}, this release reads {FORMAT}: restore it with its own release."
            )
        try:
            return cls(**facts)
        except TypeError as error:
            raise Unusable("The manifest of this backup is not complete: name another file.") from error


def is_safe(name: str) -> bool:
    """Whether a member stays in the folder that it is unpacked into."""
    folder, *parts = name.split("/")
    inside = folder == MEDIA.rstrip("/") and parts and not {"", ".", ".."} & set(parts)
    return name in {NAME, DATABASE} or bool(inside and not set("\\\0") & set(name))


def digest(stream: IO[bytes]) -> tuple[int, str]:
    """The size and sha256 of what a stream still holds."""
    size, sum = 0, sha256()
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        sum.update(chunk)
    return size, sum.hexdigest()
