from django.http import Http404, HttpRequest, HttpResponse


def library(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
