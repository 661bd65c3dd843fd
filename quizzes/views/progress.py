from django.http import Http404, HttpRequest, HttpResponse


def progress(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
