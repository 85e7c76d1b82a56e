// Runs before the page is drawn, so that nobody who reads in the dark is flashed: who chose nothing gets what the system says.
"use strict";
(function () {
  const root = document.documentElement;
  if (root.dataset.theme === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches) {
    root.dataset.bsTheme = "dark";
  }
})();
