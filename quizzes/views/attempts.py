from django.http import Http404, HttpRequest, HttpResponse


def result(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def question(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def feedback(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def submission(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
