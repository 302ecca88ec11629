"""One tick: learn, collect, assess, escalate, deliver, digest, with one `now` for all of them.

Invariants: the clock was read once, by the caller; the steps speak to each other only through
the store, so that a crash between any two of them loses nothing; a step that fails does not
keep the later ones from what is already stored.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from socwatch.errors import SocwatchError
from socwatch.watch.assess import assess
from socwatch.watch.collect import Collected, collect
from socwatch.watch.deliver import Delivered, deliver
from socwatch.watch.digest import order_digests
from socwatch.watch.escalate import escalate
from socwatch.watch.pages import look_at_pages
from socwatch.watch.replies import Heard, read_replies
from socwatch.watch.setup import Setup

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What one tick came to."""

    collected: Collected = field(default_factory=Collected)
    delivered: Delivered = field(default_factory=Delivered)
    heard: Heard = field(default_factory=Heard)
    failed: tuple[str, ...] = ()  # steps that failed, each with a sentence

    @property
    def is_good(self) -> bool:
        """Everything was read, assessed and sent: the heartbeat may say so."""
        return not (
            self.failed
            or self.collected.failing
            or self.delivered.failed
            or self.delivered.refused
            or self.heard.problem
        )

    @property
    def did_its_job(self) -> bool:
        """Every step ran, not all sources failed, and nobody was left without a due message.

        One broken source is told to its owner; it does not make the poller itself sick.
        """
        return not (self.failed or self.collected.blind or self.delivered.nobody_told)


async def tick(
    setup: Setup,
    now: datetime,
    *,
    only: Collection[str] | None = None,
    force: bool = False,
    digests: bool = True,
) -> Ticked:
    """The whole walk once. `only` and `force` choose sources as in `collect`."""
    failed: list[str] = []
    # Before any page is stored: it takes seconds, and storing holds the database.
    _plain_step("learn", lambda: setup.learn(now), failed)
    collected = await _step("collect", collect(setup, now, only=only, force=force), failed)
    _plain_step("assess", lambda: assess(setup, now), failed)
    # After what raises an issue and before what calls people about it.
    heard = await _step("replies", read_replies(setup, now), failed)
    await _step("pages", look_at_pages(setup, now), failed)
    _plain_step("escalate", lambda: escalate(setup, now), failed)
    if digests:
        _plain_step("digest", lambda: order_digests(setup, now), failed)
    delivered = await _step("deliver", deliver(setup, now), failed)
    ticked = Ticked(
        collected=collected or Collected(),
        delivered=delivered or Delivered(),
        heard=heard or Heard(),
        failed=tuple(failed),
    )
    if not failed:
        with setup.store.unit():
            setup.store.watching.save_memo("last_tick", now.isoformat())
    return ticked


async def _step(name: str, step: Awaitable[T], failed: list[str]) -> T | None:
    try:
        return await step
    except SocwatchError:
        raise  # the store is gone, or the like: no later step could do better
    except Exception as error:  # noqa: BLE001  the later steps must still run
        _note(name, error, failed)
        return None


def _plain_step(name: str, step: Callable[[], object], failed: list[str]) -> None:
    try:
        step()
    except SocwatchError:
        raise
    except Exception as error:  # noqa: BLE001  what is stored already must still be told
        _note(name, error, failed)


def _note(name: str, error: Exception, failed: list[str]) -> None:
    log.error("a step failed", extra={"step": name}, exc_info=error)
    failed.append(f"{name} failed unexpectedly ({type(error).__name__}); the log has it")
