from django.http import Http404, HttpRequest, HttpResponse


def leaderboard(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def appearance(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def points(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
