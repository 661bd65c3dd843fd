"""Finds a browser for the journeys, or gets one. `make test` runs this before the tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The first is Chromium without the windows that nobody looks at: they cost a fifth of what it takes.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """The path of a Chromium that can be driven, if there is one."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """With apt as root on Debian and Ubuntu; elsewhere, or when that fails, by Playwright's own download."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing a browser for the journeys (apt: chromium)...", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        for package in ("chromium-headless-shell", "chromium"):
            command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package, "fonts-noto-core"]
            if subprocess.run(command, check=False, **quiet).returncode == 0:
                return
    print("Installing a browser for the journeys (playwright install chromium)...", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, **quiet)


if __name__ == "__main__":
    if not found():
        install()
    if not found():
        print("No browser could be had: the journeys will be skipped. Install Chromium and run make test again.")
