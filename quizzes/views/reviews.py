from django.http import Http404, HttpRequest, HttpResponse


def session(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def reviews(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def undo(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
