"""Fills in the form of any kind, by its native controls alone."""

from playwright.sync_api import Page

from quizzes.kinds.base import Posted


def fill(page: Page, posted: Posted) -> None:
    """The form of a kind, whatever it is: radios, boxes, selects, fields; hidden values stay as they are."""
    for field, values in posted.items():
        controls = page.locator(f'[name="{field}"]:not([type=hidden])')
        for number, value in enumerate(values if controls.count() else ()):
            control = controls.nth(number) if controls.count() >= len(values) else controls.first
            match control.evaluate("element => element.type"):
                case "radio" | "checkbox":
                    for chosen in page.locator(f'[name="{field}"][value="{value}"]').all() if value else ():
                        chosen.check(force=True)
                case "select-one":
                    control.select_option(value)
                case _:
                    control.fill(value)
