from django.http import Http404, HttpRequest, HttpResponse


def course(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def cards(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
