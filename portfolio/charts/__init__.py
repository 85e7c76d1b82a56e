"""Pictures for files, drawn from reports: draw_x(report, ax), without global plotting state."""
