from django.http import Http404, HttpRequest, HttpResponse


def memberships(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
