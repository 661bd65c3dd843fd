from django.http import HttpRequest


def csp_nonce(request: HttpRequest) -> dict[str, object]:
    """Under the name that django-htmx and Django 6 read; django-csp's own processor exports another."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
