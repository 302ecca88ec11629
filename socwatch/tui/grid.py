"""A table that fits its width, keeps the reader's place, and redraws only what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

#: Heads with their widths; None takes what the others leave.
Columns = Sequence[tuple[str, int | None]]
Rows = Sequence[tuple[str, list[Text]]]
_LEAST = 12
_CLOSE = "\u2069"  # ends what is closed in, so that it turns nothing around it


class Grid(DataTable[Text]):
    """Rows with keys; the cursor stays on its row wherever that goes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Details", key_display="⏎"),
    ]

    def __init__(self, columns: Columns, *, id: str) -> None:
        super().__init__(id=id, cursor_type="row", cell_padding=1)
        self._heads = columns
        self._laid_out: tuple[Columns, int] | None = None
        self._rest = _LEAST  # the width of the column that takes what the others leave
        self._given: list[tuple[str, list[Text]]] = []  # before anything was cut
        self._shown: list[tuple[str, list[Text]]] = []

    @property
    def selected(self) -> str | None:
        """The key of the row under the cursor; None in an empty table."""
        if not 0 <= self.cursor_row < len(self._shown):
            return None
        return self._shown[self.cursor_row][0]

    @property
    def heads(self) -> Columns:
        """The columns it wants to have."""
        return self._heads

    def set_heads(self, columns: Columns) -> None:
        """Other columns; the rows follow with the next `fill`."""
        self._heads = columns

    def restyle(self) -> None:
        """Draws every cell anew with the next `fill`: other colours are no other text."""
        self._laid_out = None

    def fill(self, rows: Rows) -> None:
        """Shows these rows, the first of a key that comes twice."""
        seen: dict[str, list[Text]] = {}
        for key, cells in rows:
            seen.setdefault(key, cells)
        self._given = list(seen.items())
        is_anew = self._lay_out()
        fresh = [(key, [*map(self._shut, cells)]) for key, cells in self._given]
        if is_anew or [key for key, _ in fresh] != [key for key, _ in self._shown]:
            self._replace(fresh)
        else:
            self._update(fresh)
        self._shown = fresh

    def on_resize(self) -> None:
        """Fits its new width at once: a table that comes up only now had none when it was filled."""
        if all(len(cells) == len(self._heads) for _, cells in self._given):
            self.fill(self._given)

    def _shut(self, cell: Text) -> Text:
        """A cell that holds text from right to left, cut so that what closes it in stays there."""
        if not cell.plain.endswith(_CLOSE) or cell.cell_len <= self._rest:
            return cell
        kept = set_cell_size(cell.plain[:-1], self._rest - 1).rstrip()
        return Text(f"{kept}…{_CLOSE}", style=cell.style, no_wrap=True)

    def _lay_out(self) -> bool:
        """Makes the columns anew where the width or their kind changed; whether it did."""
        width = self.scrollable_content_region.width
        if (self._heads, width) == self._laid_out:
            return False
        self._laid_out = (self._heads, width)
        fixed = sum(wide + 2 for _, wide in self._heads if wide is not None)
        self._rest = rest = max(_LEAST, width - fixed - 2)
        self.clear(columns=True)
        for head, wide in self._heads:
            self.add_column(head, width=rest if wide is None else wide, key=head)
        return True

    def _replace(self, rows: list[tuple[str, list[Text]]]) -> None:
        at, keep, top = self.selected, self.cursor_row, self.scroll_y
        self.clear()
        for key, cells in rows:
            self.add_row(*cells, key=key)
        places = {key: place for place, (key, _) in enumerate(rows)}
        if not rows:
            return
        place = places.get(at or "", min(keep, len(rows) - 1))
        self.move_cursor(row=place, animate=False, scroll=False)
        self.scroll_to(y=top + (place - keep if place != keep and top else 0), animate=False)

    def _update(self, rows: list[tuple[str, list[Text]]]) -> None:
        for (key, before), (_, cells) in zip(self._shown, rows, strict=True):
            for (head, _), old, new in zip(self._heads, before, cells, strict=True):
                if old != new:
                    self.update_cell(key, head, new)
