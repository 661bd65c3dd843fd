from django.http import Http404, HttpRequest, HttpResponse


def lesson(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def reading(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
