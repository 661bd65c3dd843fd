"""In what a journey is walked. `pytestmark = [..., in_browsers(*EVERYWHERE)]` walks a whole file in each."""

import pytest

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
DARK = {"color_scheme": "dark", "has_touch": True}

BROWSERS = {
    "a desktop": DESKTOP,
    "a dark phone": {"viewport": {"width": 390, "height": 844}, **DARK},
    "a narrow dark phone": {"viewport": {"width": 320, "height": 844}, **DARK},
    "a browser without scripts": {**DESKTOP, "java_script_enabled": False},
    "a narrow page without scripts": {"viewport": {"width": 320, "height": 700}, "java_script_enabled": False},
}

EVERYWHERE = ("a desktop", "a dark phone", "a browser without scripts")


def in_browsers(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("browser_context_args", names, indirect=True)
