from django.http import Http404, HttpRequest, HttpResponse


def citation(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
