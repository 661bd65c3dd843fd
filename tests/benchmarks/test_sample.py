"""What a blind reading draws, and how the words of lists are counted."""

from benchmarks import items, sample


def test_a_draw_is_the_same_for_the_same_seed_and_another_for_another():
    one, again, other = (sample.drawn([items.SEEDS[0]], 12, seed) for seed in (7, 7, 8))
    assert one == again != other
    assert len({(item.kind, str(item.shown)) for _, item in one}) == 12


def test_what_is_drawn_is_told_with_its_key_and_source_and_not_with_its_rule():
    for source, item in sample.drawn([items.SEEDS[0]], 1_000, 1):
        told = sample.told(source, item)
        assert item.shown["stem"] in told
        assert f"> {' '.join(item.evidence.text.split())}" in told
        assert item.rule not in told
        assert ("*" in told) if item.kind in ("choice", "multiple") else ("Key: " in told)


def test_words_of_a_list_within_a_list_are_counted_once(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("# Ports\n\nThree rules hold here:\n\n- keep the peace, the quay, and the light\n- pay\n- leave\n")
    (source,) = items.sources([file])
    assert items.words_of_lists(source) == 10
