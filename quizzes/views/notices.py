from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import HttpRequest
from quizzes.models import Notice

PAGE = 30


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    mine = Notice.objects.of(request.user).select_related("course")
    return render(request, "quizzes/notices.html", {"page": Paginator(mine, PAGE).get_page(request.GET.get("page"))})


@require_POST
@login_required
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read, and go to the page that shows more."""
    notice = get_object_or_404(Notice.objects.of(request.user), pk=pk)
    Notice.objects.filter(pk=notice.pk).mark_read(timezone.now())
    return HttpResponseRedirect(notice.link or resolve_url("quizzes:notices"), status=303)


@require_POST
@login_required
def readings(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    Notice.objects.of(request.user).mark_read(timezone.now())
    return HttpResponseRedirect(resolve_url("quizzes:notices"), status=303)
