from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import HttpRequest
from content.models import Course
from quizzes.models import Aside, Card
from quizzes.pages.asking import AsideForm, Asked
from quizzes.scheduling import learner_day
from quizzes.views.reviews import course_of, onward, page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def asides(request: HttpRequest) -> HttpResponse:
    """What the learner has set aside; a post sets the card aside that was asked."""
    if request.method != "POST":
        return listed(request)
    course, now = course_of(request), timezone.now()
    form = AsideForm(request.POST)
    if not form.is_valid():
        return page(request, course, form.asked, error=form.sentence, status=422)
    asked: Asked = form.cleaned_data["token"]
    card = get_object_or_404(Card.objects.visible_to(request.user).select_related("key_point"), pk=asked.card)
    if form.cleaned_data["way"] == AsideForm.BURY:
        Aside.objects.bury(request.user, card.key_point, learner_day(now, request.user.zone), now)
        messages.success(request, _("Buried until tomorrow. It stands under “Cards set aside”."))
    else:
        Aside.objects.suspend(request.user, card.key_point, now)
        messages.success(request, _("Suspended. You can bring it back under “Cards set aside”."))
    return onward(request, course)


@require_POST
@login_required
def returns(request: HttpRequest) -> HttpResponse:
    """Bring back what was set aside; what was brought back before is no mistake."""
    pk = request.POST.get("aside", "")
    if pk.isascii() and pk.isdecimal() and len(pk) < 19:
        Aside.objects.of(request.user).filter(pk=pk).delete()
    if request.htmx:
        return listed(request)
    return HttpResponseRedirect(resolve_url("quizzes:asides"), status=303)


def listed(request: HttpRequest) -> HttpResponse:
    today = learner_day(timezone.now(), request.user.zone)
    mine = Aside.objects.of(request.user).in_force(today).select_related("key_point__citation__edition__document")
    mine = mine.filter(key_point__course__in=Course.objects.visible_to(request.user))
    rows = mine.defer("key_point__content", "key_point__citation__edition__text")
    return render(request, "quizzes/asides.html", {"asides": rows})
