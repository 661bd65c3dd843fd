"""What may happen to a server on the day of an exam, done to a real one. `make torture` does more of it."""

import os

FULL = os.environ.get("TORTURE") == "full"
