"""The report is one file that needs and runs nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from socwatch.report.document import document
from socwatch.report.facts import ReportFacts
from socwatch.report.letter import Chart, Point
from socwatch.report.plot import HEIGHT, WIDTH, plot
from socwatch.report.script import digest_of
from tests.golden.report.world import DAY, EMPTY, HOSTILE, REPORT


def test_the_page_forbids_and_needs_no_loading() -> None:
    """A content policy that lets in one script by its hash, and no tag that would load one."""
    page = document(REPORT)
    (inside,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest_of(inside)}'; "
        "style-src 'unsafe-inline'; img-src data:"
    )
    assert f'content="{policy}"' in page.replace("&#39;", "'")
    page = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    tags = set(re.findall(r"<([a-z0-9]+)", page))
    assert not tags & {"script", "img", "link", "iframe", "object", "form"}
    assert set(re.findall(r'(?:href|src)="([a-z]+):', page)) <= {"https"}


def test_the_story_of_an_issue_is_told_in_order() -> None:
    """Opened, acknowledged by whom, and who was told when, by name."""
    page = document(REPORT)
    story = page[page.index(">Timeline<") :]
    wanted = ["opened", "the scenario is a tripwire", "acknowledged", "Dana Okafor"]
    wanted += ["Who was told when", "escalation by email", "sent"]
    places = [story.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_every_chart_has_its_table() -> None:
    """Who cannot see the drawing, or does not believe it, opens the numbers."""
    page = document(REPORT)
    assert page.count("<svg") == page.count("<details>") == 2
    assert page.count(">not read</td>") == 2


def test_an_empty_database_makes_a_page_too() -> None:
    """Nothing watched is said, not shown as a broken page."""
    page = document(ReportFacts(digest=EMPTY))
    assert "Report: nothing watched yet" in page
    assert "No source has been read yet." in page


def test_hostile_text_stays_text() -> None:
    """In a title, a reason and a timeline as well as in a quote."""
    issue = REPORT.issues[0]
    entry = replace(issue.timeline[0], because=HOSTILE, actor=HOSTILE)
    bad = replace(
        issue,
        because=HOSTILE,
        issue=replace(issue.issue, title=HOSTILE),
        timeline=(entry,),
    )
    page = document(replace(REPORT, issues=(bad,)))
    assert page.count("<script") == 1  # ours
    assert "\x1b" not in page
    assert "{{ 7*7 }}" in page


def test_what_was_not_read_is_a_gap_in_the_line() -> None:
    """Two runs of points with a column between them, all within the drawing."""
    counts = [3, 9, None, 0, 4]
    points = tuple(
        Point(at=DAY + timedelta(hours=n), label=f"{n}", mentions=count, low=1, high=5)
        for n, count in enumerate(counts)
    )
    drawing = plot(Chart(finding="x", points=points))
    assert [line.count(",") for line in drawing.lines] == [2, 2]
    assert len(drawing.gaps) == len(drawing.above) == 1
    places = [tuple(map(float, xy.split(","))) for line in drawing.lines for xy in line.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
