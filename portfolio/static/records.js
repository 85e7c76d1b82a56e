// Records: cells that changed are marked, arrows move through a grid of cells, shares follow points as they are typed.
"use strict";

(function () {
  // What was refused is shown again as it was typed: it still counts as changed against what is stored.
  const changed = (input) => input.value.trim() !== (input.dataset.stored ?? input.defaultValue).trim();

  function showState(grid) {
    const state = document.getElementById("grid-state");
    if (!state) return;
    const count = grid.querySelectorAll("input.changed").length;
    state.textContent = count ? `${count} not saved yet` : "";
  }

  function mark(input) {
    input.classList.toggle("changed", changed(input));
    const grid = input.closest("[data-grid]");
    if (grid) showState(grid);
  }

  // Up, down and Enter move in the column of the cell; left and right stay with the text.
  function neighbour(input, step) {
    const column = [...input.closest("[data-grid]").querySelectorAll(`input[data-column="${input.dataset.column}"]`)];
    return column[column.indexOf(input) + step];
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-grid] input[data-column]")) mark(event.target);
    const form = event.target.closest("[data-shares]");
    if (form) showShares(form);
  });

  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-grid] input[data-column]")) return;
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = neighbour(event.target, step);
    if (next) { next.focus(); next.select(); }
  });

  // A block copied from a spreadsheet: its lines go to the options from here on, or to the lines of not doing it.
  document.addEventListener("paste", (event) => {
    if (!event.target.matches("[data-grid] input[data-column]")) return;
    const text = event.clipboardData.getData("text").replace(/\r?\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const lost = fill(event.target, text.split(/\r?\n/).map((line) => line.split("\t")));
    const state = document.getElementById("grid-state");
    if (lost) state.textContent += `; ${lost} pasted found no place on this page`;
    window.remit.announce(state.textContent);
  });

  function fill(start, lines) {
    const cells = (row) => [...row.querySelectorAll("input[data-column]")];
    const home = start.closest("tr");
    const rows = [...start.closest("[data-grid]").querySelectorAll("tr.option-row")]
      .filter((row) => cells(row).length && ("stays" in row.dataset) === ("stays" in home.dataset));
    const [top, left] = [rows.indexOf(home), cells(home).indexOf(start)];
    let lost = 0;
    lines.forEach((line, down) => line.forEach((text, right) => {
      const input = rows[top + down] && cells(rows[top + down])[left + right];
      if (input) { input.value = text.trim(); mark(input); } else if (text.trim()) lost += 1;
    }));
    return lost;
  }

  function showShares(form) {
    const inputs = [...form.querySelectorAll("input[data-points]")];
    const points = inputs.map((input) => Math.max(0, Number(input.value.replace(",", ".")) || 0));
    const sum = points.reduce((a, b) => a + b, 0);
    inputs.forEach((input, i) => {
      const place = document.getElementById(`${input.id}-share`);
      if (place) place.textContent = sum > 0 ? `${Math.round((points[i] / sum) * 1000) / 10}\u00a0%` : "–";
    });
  }

  // What comes back from the server is said aloud: how many a filter leaves, that a row is saved.
  document.addEventListener("htmx:after:swap", () => {
    const grid = document.querySelector("[data-grid]");
    if (grid) showState(grid);
    const count = document.querySelector("#list .list-count");
    if (count) window.remit.announce(count.firstChild.textContent.trim());
    const saved = document.querySelector("[data-announce]");
    if (saved) { window.remit.announce(saved.dataset.announce); saved.removeAttribute("data-announce"); }
  });

  let leaving = false;
  document.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && document.querySelector("[data-grid] input.changed")) event.preventDefault();
  });

  document.querySelectorAll("[data-shares]").forEach(showShares);
  document.querySelectorAll("[data-grid] input[data-stored]").forEach(mark);
})();
