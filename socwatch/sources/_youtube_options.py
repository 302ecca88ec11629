"""What a YouTube source can be told in the config."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from socwatch.sources._options import Duration, TokenOptions

_Channel = Annotated[str, StringConstraints(pattern=r"^UC[A-Za-z0-9_-]{22}$")]


class Options(TokenOptions):
    """What is searched, and whose comments are read."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=15)

    every: Duration = timedelta(minutes=30)
    """How often the source is asked."""

    channels: Annotated[tuple[_Channel, ...], Field(strict=False, max_length=50)] = ()
    """Ids of channels ("UC…") whose comments are read: your own, for example."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")] | None = (
        None
    )
    """Results in this language come first, such as "en" or "zh-Hans"; others come, too."""

    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    """Only videos that can be seen in this country, such as "GB"."""

    searches_a_day: Annotated[int, Field(ge=1, le=1_000_000)] = 100
    """What Google allows your key; 100 unless it granted more."""

    @model_validator(mode="after")
    def _sparing(self) -> Self:
        if self.canary is not None:
            raise ValueError("leave canary out: it would use up some of the day's few searches")
        return self
