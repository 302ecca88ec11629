"""Commands to begin with: init, check, config, completion."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli.frame import Frame, command, group, say
from socwatch.errors import ConfigWrong, Problem, SecretUnavailable, UsageError

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.config.result import Config


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    app.command("init")(init)
    app.command("check")(check)
    config = group("The config: what is in force, and where.")
    config.command("show")(config_show)
    config.command("path")(config_path)
    config.command("schema")(config_schema)
    app.add_typer(config, name="config")
    app.command("completion")(completion)


@command
def init(
    frame: Frame,
    brand: Annotated[
        str | None, typer.Option("--brand", help="The name people say when they mean you.")
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", metavar="FILE", help="Where to write it.")
    ] = Path("socwatch.toml"),
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Write a config that works at once, from your brand's name."""
    from socwatch.app import load_config
    from socwatch.config.draft import draft

    if output.exists() and not force:
        raise UsageError(
            f"{output} exists already", hint="choose another --output, or replace it with --force"
        )
    firehose = find_spec("websockets") is not None
    text = draft(_brand(frame, brand), timezone=_timezone(), firehose=firehose)
    _write(output, text)
    config = load_config(output.resolve())
    if frame.as_json:
        frame.answer({"schema": "socwatch.init/1", "path": str(output)})
        return
    if not frame.quiet:
        names = ", ".join(one.name for one in config.sources)
        print(f"wrote {output}: it reads {names}, and mails into {_mailbox(config.mail)}")
        if _wants_to_look(frame):
            _look(output.resolve())
        say("Next: put your people into it, then `socwatch check` and `socwatch watch`")


def _wants_to_look(frame: Frame) -> bool:
    if frame.no_input or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return typer.confirm("See what it would catch just now? (ten seconds, nothing is stored)")


def _look(path: Path) -> None:
    from socwatch.app import App
    from socwatch.cli.previewing import caught, lines

    with App.open(path) as app:
        for line in lines(caught(app, app.config.topics)):
            print(line)


def _mailbox(mail: object) -> str:
    return str(getattr(mail, "mbox", None) or "your mail server")


def _brand(frame: Frame, brand: str | None) -> str:
    if brand is not None:
        return brand
    if frame.no_input or not sys.stdin.isatty():
        return "Acme"
    answer: str = typer.prompt("What do people call you? (your brand's name)")
    return answer


def _timezone() -> str:
    """The machine's zone where it says so, else UTC."""
    link = Path("/etc/localtime")
    named = os.environ.get("TZ", "")
    found = named or (str(link.resolve()).partition("zoneinfo/")[2] if link.is_symlink() else "")
    from zoneinfo import available_timezones

    return found if found in available_timezones() else "UTC"


def _write(path: Path, text: str) -> None:
    """0600 from the first byte on: addresses of people are in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


@command
def check(
    frame: Frame,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as mistakes.")] = False,
) -> None:
    """Look at config and plan for mistakes, without any network."""
    from socwatch.app import App

    app = App.open(frame.config)
    config = app.config
    found = (*config.warnings, *_of_folder(config), *_of_templates(app))
    if strict and found:
        raise ConfigWrong(found)
    warnings = [str(one) for one in found]
    unreadable = _unreadable(config)
    if unreadable:
        if not frame.as_json:
            _warn(warnings)
        raise _all_of(unreadable)
    if frame.as_json:
        frame.answer(
            {
                "schema": "socwatch.check/1",
                "ok": True,
                "path": str(config.path),
                "warnings": warnings,
            }
        )
        return
    _warn(warnings)
    if not frame.quiet:
        from socwatch.report.words import several

        print(
            f"{config.path.name} is fine: {several(len(config.topics), 'topic')}, "
            f"{several(len(config.sources), 'source')}, "
            f"{several(len(config.plan.contacts), 'person', 'people')} in the plan"
        )


def _warn(warnings: Iterable[str]) -> None:
    for one in warnings:
        say(f"warning: {one}")


def _of_templates(app: App) -> Iterator[Problem]:
    """What is wrong with the owner's mail templates: ours stand in for them then."""
    mail = app.config.mail
    if mail is None or mail.template_dir is None:
        return
    from socwatch.report.proof import findings

    for says in findings(app.letterhead()):
        yield Problem(file=str(mail.template_dir), line=None, key="mail.template_dir", says=says)


def _of_folder(config: Config) -> Iterator[Problem]:
    """What is wrong with the folder of an embedded database."""
    if "://" in config.database:
        return
    folder = Path(config.database).parent
    there = next(one for one in (folder, *folder.parents) if os.access(one, os.F_OK))
    if not there.is_dir():
        says, do = f"{there} is no folder", "choose another place"
    elif not os.access(there, os.W_OK | os.X_OK):
        says, do = f"this user cannot write into {there}", "check the folder's permissions"
    elif there != folder:
        says, do = f"the folder {folder} does not exist", "it is made when socwatch starts"
    else:
        return
    yield Problem(file=str(config.path), line=None, key="database", says=says, suggestion=do)


def _all_of(unreadable: list[SecretUnavailable]) -> SecretUnavailable:
    """One error that says every sentence, each with what to do."""
    if len(unreadable) == 1:
        return unreadable[0]
    said = [f"  {one.message}" + (f"; {one.hint}" if one.hint else "") for one in unreadable]
    return SecretUnavailable("\n".join([f"{len(said)} secrets cannot be read:", *said]))


def _unreadable(config: Config) -> list[SecretUnavailable]:
    """Why the secrets that the config refers to cannot be read here and now."""
    from socwatch.secrets import secrets_in

    smtp = config.mail.smtp if config.mail else None
    secrets = [smtp.password if smtp else None, config.delivery.heartbeat_url]
    secrets += [one for channel in config.channels for one in (channel.url, channel.token)]
    secrets += [one for source in config.sources for one in secrets_in(source.options)]
    found = []
    for secret in secrets:
        try:
            if secret is not None:
                secret.reveal()
        except SecretUnavailable as error:
            found.append(error)
    return found


@command
def config_show(frame: Frame) -> None:
    """Every value in force, defaults included; secrets are ***."""
    import tomlkit

    from socwatch.app import App
    from socwatch.config.show import effective

    values = effective(App.open(frame.config).config)
    if frame.as_json:
        frame.answer({"schema": "socwatch.config/1", **values})
    else:
        table = {key: _without_none(one) for key, one in values.items() if one is not None}
        print(tomlkit.dumps(table).rstrip("\n"))


def _without_none(values: object) -> object:
    """TOML has no null: a key without a value is left out."""
    if isinstance(values, dict):
        return {key: _without_none(one) for key, one in values.items() if one is not None}
    if isinstance(values, list | tuple):
        return [_without_none(one) for one in values]
    return values


@command
def config_path(frame: Frame) -> None:
    """Where the config is that would be used."""
    from socwatch.config.load import find

    path = find(frame.config, os.environ)
    if frame.as_json:
        frame.answer({"schema": "socwatch.config_path/1", "path": str(path)})
    else:
        print(path)


@command
def config_schema(frame: Frame) -> None:
    """The JSON Schema of the config, for editors."""
    from socwatch.config.show import json_schema
    from socwatch.sources.registry import kinds, options_of

    frame.answer(json_schema(kinds, options_of))


@command
def completion(
    frame: Frame,
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh, fish, powershell.")],
) -> None:
    """Print what makes your shell complete socwatch's commands; nothing is installed."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    shells = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "powershell"}
    if shell not in shells:
        raise UsageError(f'"{shell}" is no shell we know', hint=f"it is one of {', '.join(shells)}")
    del frame
    print(
        get_completion_script(
            prog_name="socwatch", complete_var="_SOCWATCH_COMPLETE", shell=shells[shell]
        )
    )
