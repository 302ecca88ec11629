"""What a Reddit source can be told in the config.

Invariant: each mode has what it needs, or the config is wrong.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from socwatch.sources._options import ClientSecretOptions, Duration, TokenOptions, Word


def _subreddit(value: str) -> str:
    short = value.strip().removeprefix("/").removeprefix("r/").rstrip("/")
    if not short.replace("_", "").isalnum() or not short.isascii():
        raise ValueError('write a subreddit as "kettles" or "r/kettles"')
    return short


class Options(TokenOptions, ClientSecretOptions):
    """How Reddit is read, and where in it."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=2)

    every: Duration = timedelta(minutes=10)
    """How often the source is asked."""

    mode: Literal["rss", "feed_token", "oauth"] = "rss"
    """As a stranger (one request a poll), with a feed token of yours, or with an approved app."""

    subreddits: Annotated[
        tuple[Annotated[str, AfterValidator(_subreddit)], ...], Field(strict=False, max_length=50)
    ] = ()
    """Only these are searched; left out, all of Reddit is."""

    comments: bool = False
    """Whether the comments of the subreddits are read, too; the search does not know comments."""

    user: Word | None = None
    """The account that the feed token belongs to; for mode feed_token."""

    client_id: Word | None = None
    """The id of your app; for mode oauth."""

    username: Word | None = None
    """The account that answers for the app; Reddit wants it in what socwatch calls itself."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.comments and not self.subreddits:
            raise ValueError("comments can be read of subreddits only: name some in subreddits")
        if self.mode == "oauth" and self.client_id is None:
            raise ValueError("mode oauth needs client_id, and the secret by client_secret_env")
        if self.mode == "feed_token" and self.user is None:
            raise ValueError("mode feed_token needs user, and the token by token_env")
        return self

    @property
    def place(self) -> str:
        """The path of the subreddits; "" for all of Reddit."""
        return f"/r/{'+'.join(self.subreddits)}" if self.subreddits else ""
