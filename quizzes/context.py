from django.http import HttpRequest


def waiting(request: HttpRequest) -> dict[str, object]:
    """How many cards wait for this learner, for the masthead."""
    return {}
