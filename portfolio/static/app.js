// What every page shares: the token on htmx requests, the theme, questions before what cannot be undone, the size of
// files, copying.
"use strict";

(function () {
  const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

  document.addEventListener("htmx:config:request", (event) => {
    const request = event.detail.ctx.request;
    if (!/^(GET|HEAD)$/i.test(request.method)) request.headers["X-CSRFToken"] = token();
  });

  // One place to say something to those who do not see the screen change.
  window.remit = {
    csrfToken: token,
    announce(text) {
      const place = document.getElementById("announcer");
      if (place) place.textContent = text;
    },
  };

  function showTheme(button) {
    const dark = document.documentElement.dataset.bsTheme === "dark";
    button.setAttribute("aria-pressed", String(dark));
    button.title = dark ? "Switch to light colours" : "Switch to dark colours";
  }

  function toggleTheme(button) {
    const root = document.documentElement;
    const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
    root.dataset.bsTheme = root.dataset.theme = next;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${next}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    showTheme(button);
    document.dispatchEvent(new CustomEvent("remit:theme", { detail: { theme: next } }));
  }

  function ask(form, submitter) {
    const dialog = document.getElementById("confirm-dialog");
    dialog.querySelector("#confirm-question").textContent = form.dataset.confirm;
    dialog.querySelector("[data-confirm-yes]").textContent = submitter?.innerText.trim() || "Yes";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      form.dataset.confirmed = "yes";
      form.requestSubmit(submitter ?? undefined);
    }, { once: true });
    dialog.returnValue = "no";
    dialog.showModal();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && form.dataset.confirmed !== "yes") {
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(form, event.submitter);
    }
  }, true);

  // A file that the site will not read is told from its size, before somebody waits for its upload.
  function tooLarge(input) {
    const large = [...input.files].some((file) => file.size > Number(input.dataset.most));
    const id = `${input.id}-size`;
    let place = document.getElementById(id);
    if (large && !place) {
      place = Object.assign(document.createElement("div"), { id, className: "invalid-feedback d-block" });
      place.setAttribute("role", "alert");
      place.textContent = input.dataset.tooLarge;
      input.after(place);
    }
    if (!large && place) place.remove();
    input.classList.toggle("is-invalid", large);
    return large;
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file][data-most]")) tooLarge(event.target);
  });

  document.addEventListener("submit", (event) => {
    const input = event.target.querySelector("input[type=file][data-most]");
    if (input && tooLarge(input)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      input.focus();
    }
  }, true);

  // A form whose answer takes seconds says that it is at work; whoever comes back to the page finds it at rest.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-busy]") || event.defaultPrevented) return;
    event.target.classList.add("htmx-request");
    window.remit.announce(event.target.dataset.busy);
  });

  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-busy]").forEach((form) => form.classList.remove("htmx-request"));
  });

  async function copy(button) {
    const field = document.querySelector(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    window.remit.announce("Copied.");
  }

  document.addEventListener("click", (event) => {
    const theme = event.target.closest("[data-theme-toggle]");
    if (theme) toggleTheme(theme);
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
    if (event.target.matches("[data-select]")) event.target.select();
  });

  document.querySelectorAll("[data-theme-toggle]").forEach(showTheme);
})();
