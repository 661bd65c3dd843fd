from django.http import Http404, HttpRequest, HttpResponse


def quiz(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def attempts(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
