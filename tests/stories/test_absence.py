"""Who is away is not called, and somebody stands in."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

FIRE = "My Acme kettle caught fire"
AWAY = "away = [{ from = 2026-11-20, to = 2026-11-22 }]\n"


def test_the_deputy_is_told_instead_of_who_is_away(tmp_path: Path) -> None:
    """Luis gets Dana's call at step 0, and the record says why Dana did not."""
    story = Story(tmp_path, config(dana=f'{AWAY}deputy = "luis"'))
    story.post("02:24", FIRE)

    played = story.run(until="02:38")

    played.expect_email("luis", "02:24", step=0)
    skipped = played.expect("skipped", "02:24", issue="I-1", to="dana")
    assert skipped["because"] == "Dana Okafor is away until 22 November"
    played.expect_nobody_else_told()


def test_the_last_day_of_an_absence_is_part_of_it(tmp_path: Path) -> None:
    """Both dates count, by the contact's own clock: at midnight Dana is back."""
    story = Story(tmp_path, config(dana=f'{AWAY}deputy = "luis"'))
    story.post("22 23:59", FIRE)
    story.act("23 00:00", "close", by="luis", reason="false-alarm")
    story.post("23 00:05", "The Acme app has an outage")

    played = story.run(until="23 00:06")

    played.expect_email("luis", "22 23:59")
    played.expect_email("luis", "23 00:00", kind="stand_down")
    played.expect_email("dana", "23 00:05")
    played.expect_nobody_else_told()


def test_away_without_a_deputy_goes_on_to_the_next_step(tmp_path: Path) -> None:
    """A first step that reaches nobody costs no time."""
    story = Story(tmp_path, config(dana=AWAY))
    story.post("02:24", FIRE)

    played = story.run(until="02:25")

    played.expect_email("luis", "02:24", step=1)
    played.expect("skipped", "02:24", issue="I-1", to="rota:duty")
    played.expect_nobody_else_told()


def test_an_override_puts_somebody_else_on_duty(tmp_path: Path) -> None:
    """Luis took Dana's Sunday: the rota's exception counts, not its turn."""
    duty = 'overrides = [{ from = 2026-11-22, to = 2026-11-22, who = "luis" }]\n'
    story = Story(tmp_path, config(duty=duty))
    story.post("09:00", "The Acme app has an outage")

    played = story.run(until="09:01")

    played.expect_email("luis", "09:00", step=0)
    played.expect_nobody_else_told()
