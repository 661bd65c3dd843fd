from django.http import Http404, HttpRequest, HttpResponse


def sign_up(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def profile(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404


def theme(request: HttpRequest, **keys: object) -> HttpResponse:
    raise Http404
