from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.models import Citation, Lesson


@require_safe
@login_required
def citation(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """To the words in place: their lesson, opened at their sentence, with them lit."""
    found = get_object_or_404(Citation.objects.visible_to(request.user), pk=pk)
    lesson = get_object_or_404(Lesson.objects.select_related("course").holding(found))
    return HttpResponseRedirect(f"{lesson.get_absolute_url()}?lit={found.pk}#{found.anchor}")
