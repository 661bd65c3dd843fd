"""Documents for tests, with nothing of the seeds in them."""

GARDEN = """How to keep a garden

Three rules for a good garden

A good garden needs care in every season of the year, and it follows three rules.

First, water the beds early in the morning, before the sun is high.

Second, feed the soil with compost twice a year, in spring and in autumn.

Third, cut the hedges in late summer, when the birds have left their nests.

In 1986 the garden of the town had 340 trees, according to the mayor, Anna Berg. She spoke of a “living library”.

The “living library” was opened on 4 May 1987.
"""
"""¶ 1 announces a list of three, ¶ 2 to 4 are its items, ¶ 5 and 6 hold facts and a quoted term."""

NASTY = """<script>alert(1)</script> & {{ user }} {% now %}

Three rules for <b>safe</b> pages

A safe page follows three rules, and it keeps them.

First, <img src=x onerror=alert(1)> is shown as it was written.

Second, {{ settings.SECRET_KEY }} and {% include "secret.html" %} are only words.

Third, a “<script>nasty</script>” term and “ onmouseover=”alert(1) stay words.

In 1986 the page had 340 readers, according to the mayor, Anna Berg.
"""
"""Words that a careless page would run."""


def long_garden(times: int) -> str:
    """The same kind of text, many times as long; each part tells of its own year."""
    return GARDEN + "\n".join(
        f"\nThree rules for the garden of {year}\n\n"
        f"The garden of {year} follows three rules of its own, said the gardener.\n\n"
        f"First, the bed {year} wants water in the morning.\n\n"
        f"Second, the soil {year} wants compost in the spring.\n\n"
        f"Third, the hedge {year} wants scissors in the summer.\n\n"
        f"The “spirit of {year}” had {year - 1500} trees in {year}.\n"
        for year in range(1900, 1900 + times)
    )
