"""Things that a list is falsely said to count, where no other list has items of its form."""

from content.extraction.outline import EnumList
from quizzes.generation.cutting import Cut
from quizzes.generation.making import Task, Wrong
from quizzes.generation.objects import objects
from quizzes.generation.options import SHORT, as_wrong, chosen, members, overlap


def outsiders(task: Task, value: EnumList, right: Cut) -> list[Wrong]:
    """Things to do that other lists name, where items of the key's form are none: alone in a statement, none stands
    beside another to be told by its form. They share no word with a true item, and stand in an order drawn by lot. Of
    a list of mere phrases there are none."""
    index, source = task.index, task.source
    if any(len(source.text[item.start : item.end].split()) <= task.words.limit(SHORT) for item in value.items):
        return []
    own = [index.stems(source.text[item.start : item.end], source) for item in value.items]
    about = frozenset[str]().union(*(objects(source.text[item.start : item.end], task.words) for item in value.items))
    others = {
        member.cut.text: member
        for (first, *_), each in members(index).items()
        for member in each
        if first == "gerund"
        and member.value.major
        and not (member.source is source and overlap(member.value.statement, value.statement))
        and len(member.cut.text.split()) > task.words.limit(SHORT)
    }

    def fits(each: Wrong) -> bool:
        stems = others[each.text].stems
        return bool(stems) and not any(stems & theirs for theirs in own) and not about & objects(each.text, task.words)

    found = chosen(task, right.text, (as_wrong(member, task.words) for member in others.values()), fits)
    return sorted(found, key=lambda each: task.drawn(each.text))
