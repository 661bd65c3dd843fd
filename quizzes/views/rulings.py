from django.http import Http404, HttpRequest, HttpResponse


def attempts(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def attempt(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def rulings(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
