"""The small questions of the watch screen: who, how long, why, what; each can be left with Esc.

Invariant: a dialog asks and answers with a value or None; it changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from socwatch.report.safe import plain

Choices = Sequence[tuple[str, str]]  # the value, and how it reads


class Choice(ModalScreen[str | None]):
    """One of several; by arrows and Enter, by its number, or with the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        *(Binding(f"{number}", f"pick({number - 1})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, title: str, choices: Choices) -> None:
        super().__init__()
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """A box with the question and the numbered answers."""
        with Vertical(classes="dialog"):
            yield Label(Text(plain(self._title)), classes="question")
            yield OptionList(
                *(
                    Option(Text(f"{number}  {plain(says)}"), id=f"choice-{number}")
                    for number, (_, says) in enumerate(self._choices, start=1)
                )
            )
            yield Label("↑↓ and Enter, or its number · Esc leaves it as it is", classes="faint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The chosen one is the answer."""
        self.dismiss(self._choices[event.option_index][0])

    def action_pick(self, place: int) -> None:
        """The one of this number, when there is one."""
        if place < len(self._choices):
            self.dismiss(self._choices[place][0])

    def action_leave(self) -> None:
        """No answer."""
        self.dismiss(None)


class Line(ModalScreen[str | None]):
    """A line of text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, title: str, *, hint: str = "", value: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._value = value

    def compose(self) -> ComposeResult:
        """A box with the question and a field."""
        with Vertical(classes="dialog"):
            yield Label(Text(plain(self._title)), classes="question")
            yield Input(value=self._value, placeholder=self._hint)
            yield Label("Enter saves it · Esc leaves it as it is", classes="faint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was written is the answer."""
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """No answer."""
        self.dismiss(None)


class Page(ModalScreen[None]):
    """Something to read, with scrolling."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark", "leave", "Back"),
    ]

    def __init__(self, title: str, text: str | Text) -> None:
        super().__init__()
        self._title = title
        self._text = text if isinstance(text, Text) else Text(text)

    def compose(self) -> ComposeResult:
        """A box with the text."""
        with Vertical(classes="dialog page"):
            yield Label(Text(plain(self._title)), classes="question")
            with VerticalScroll():
                yield Static(self._text)
            yield Label("↑↓ scrolls · Esc goes back", classes="faint")

    def action_leave(self) -> None:
        """It was read."""
        self.dismiss(None)
