"""Pictures for files, drawn from reports: draw_x(report, ax), without global plotting state.

Empty for now: every chart of deck and workbook exists natively in its program. Only what does not belongs here."""
