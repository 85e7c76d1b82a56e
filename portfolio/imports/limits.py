"""How large a file may be; beyond these it is refused before anything of it is kept in memory."""

from __future__ import annotations

MAX_BYTES = 50 * 2**20
MAX_ROWS = 20_000
"""Of one sheet: each step of the import reads and compares them all, and nobody waits half a minute for a page."""

MAX_COLUMNS = 1_000
MAX_CELLS = 5_000_000
"""Cells of one sheet, from its first row and column to its last."""

MAX_MEMBERS = 2_000
MAX_UNPACKED = 400 * 2**20
MAX_RATIO = 250
"""Unpacked size of a packed file over its packed size, asked only of files that unpack to more than `SMALL`."""

SMALL = 4 * 2**20
MAX_CELL_TEXT = 100_000
"""Characters of one cell."""

MAX_LISTED = 200
"""Faults that a refusal names; the rest are counted."""
