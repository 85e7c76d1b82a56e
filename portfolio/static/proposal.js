// The proposal page in motion: each move asks for the parts of the page anew and puts in those that differ.
// One question is on its way at a time; the newest waits; an older answer never takes the place of a newer one.
"use strict";

(function () {
  const page = document.getElementById("proposal");
  const form = document.getElementById("controls");
  if (!page || !form) return;

  const SETTLE = 120;
  const SLOW = 200;
  const EXPLAIN_ROUNDS = 20;
  const running = document.getElementById("running");
  const failed = document.getElementById("failed");
  const reset = document.getElementById("reset");
  const texts = new WeakMap(); // what each part was last given; nothing yet, which is not the same as an empty part

  let shown = page.dataset.address;
  let before = null; // the address that movement is told against; null: the round's own proposal
  let gesture = null; // the field being moved; its first input fixes what movement is told against
  let wanted = 0; // the number of the newest question
  let drawn = 0; // the number of the newest answer on the page
  let waiting = null;
  let busy = false;
  let lastMissing = 0;
  let stuck = 0;
  let timer = 0;

  function addressOfForm() {
    const pairs = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value !== "" && !(name === "scores" && value === "supported")) pairs.append(name, value);
    }
    return pairs.toString();
  }

  function ask(query, explain) {
    wanted += 1;
    waiting = { query, explain, number: wanted };
    if (!busy) next();
  }

  async function next() {
    const question = waiting;
    if (!question) return;
    waiting = null;
    busy = true;
    const slow = setTimeout(() => showRunning(question), SLOW);
    try {
      draw(await fetchAnswer(question), question);
      failed.hidden = true;
    } catch (error) {
      if (!waiting) showFailed(error);
    } finally {
      clearTimeout(slow);
      busy = false;
      if (waiting) next();
      else showRunning(null);
    }
  }

  async function fetchAnswer(question) {
    const pairs = new URLSearchParams(question.query);
    if (before !== null) pairs.append("before", before);
    if (question.explain) pairs.append("explain", "1");
    const response = await fetch(`${page.dataset.answer}?${pairs}`, {
      headers: { "HX-Request": "true" },
      credentials: "same-origin",
    }).catch(() => { throw new Error("the site cannot be reached."); });
    const elsewhere = response.headers.get("HX-Redirect");
    if (elsewhere) location.assign(backHere(elsewhere, question));
    if (!response.ok) throw new Error(`the site answered with error ${response.status}.`);
    const holder = document.createElement("template");
    holder.innerHTML = await response.text();
    const answer = holder.content.querySelector("#answer");
    if (!answer) throw new Error("the answer could not be read.");
    return answer;
  }

  // Whoever signs in again comes back to this page with what was set, not to the part of it that was asked for.
  function backHere(elsewhere, question) {
    const address = new URL(elsewhere, location.href);
    if (address.searchParams.has("next")) address.searchParams.set("next", `${location.pathname}?${question.query}`);
    return address.href;
  }

  function draw(answer, question) {
    if (question.number < drawn) return;
    drawn = question.number;
    const last = !waiting;
    const earlier = laterTexts();
    for (const part of answer.querySelectorAll("[data-part]")) put(part);
    if (answer.dataset.complete !== "yes") keepLater(earlier);
    document.getElementById("bubbles").hidden = answer.dataset.hasBubbles !== "yes";
    document.dispatchEvent(new CustomEvent("proposal:drawn"));
    if (!last) return;
    shown = answer.dataset.address;
    page.dataset.address = shown;
    page.dataset.complete = answer.dataset.complete;
    fill(JSON.parse(answer.dataset.fields));
    history.replaceState(null, "", location.pathname + (shown ? `?${shown}` : ""));
    for (const field of document.querySelectorAll('#save input[name="address"]')) field.value = shown;
    reset.hidden = shown === "";
    if (!question.explain) announce();
    explainFurther(answer, question.explain || 0);
  }

  function announce() {
    const words = ["headline", "moved"].map((id) => document.getElementById(id)?.textContent.trim()).filter(Boolean);
    window.remit?.announce(words.join(" "));
  }

  // Only parts that differ are put in, so that nothing flickers and nobody loses their place.
  function put(part) {
    const place = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!place || texts.get(place) === part.innerHTML) return;
    const open = [...place.querySelectorAll("details")].map((details) => details.open);
    const focused = place.contains(document.activeElement) ? describe(document.activeElement) : null;
    place.innerHTML = part.innerHTML;
    texts.set(place, part.innerHTML);
    place.querySelectorAll("details").forEach((details, i) => { details.open = open[i] ?? false; });
    if (focused) find(place, focused)?.focus({ preventScroll: true });
  }

  // What is computed later stays as it was, dimmed, until its new figure is there: the page does not jump.
  const laterTexts = () => new Map([...page.querySelectorAll("[data-later]")].map((e) => [e.dataset.later, e.innerHTML]));
  function keepLater(earlier) {
    for (const element of page.querySelectorAll("[data-later]")) {
      const text = earlier.get(element.dataset.later);
      const fresh = element.innerHTML.trim() !== "";
      if (!fresh && text) {
        element.innerHTML = text;
        element.classList.add("stale");
        texts.delete(element.closest("[data-part]")); // put in anew next time, even if nothing takes its place
      }
    }
  }

  // Nothing more will come: better no figure than an old one.
  function forgetLater() {
    for (const element of page.querySelectorAll(".stale")) {
      element.innerHTML = "";
      element.classList.remove("stale");
    }
  }

  const describe = (element) => ({ id: element.id, text: element.textContent, tag: element.tagName });
  const find = (place, was) => (was.id ? document.getElementById(was.id) : null)
    ?? [...place.querySelectorAll(was.tag)].find((e) => e.textContent === was.text);

  // Asked again while something is missing and each round brings some of it.
  function explainFurther({ dataset }, rounds) {
    const missing = Number(dataset.missing ?? 0);
    stuck = rounds > 1 && missing >= lastMissing ? stuck + 1 : 0;
    lastMissing = missing;
    const left = dataset.complete !== "yes" && rounds < EXPLAIN_ROUNDS && stuck < 2;
    page.classList.toggle("still-computing", left);
    if (!left) forgetLater();
    if (left && !waiting) ask(shown, rounds + 1);
  }

  function fill(fields) {
    for (const [name, value] of Object.entries(fields)) {
      for (const input of form.elements.namedItem(name) ? form.querySelectorAll(`[name="${CSS.escape(name)}"]`) : []) {
        if (input.type === "radio") input.checked = input.value === value;
        else if (input !== document.activeElement && input.value !== value) input.value = value;
      }
    }
    form.querySelectorAll("input[type=range]").forEach(syncRange);
    showShares();
  }

  // Slider and number field say the same; the number may go beyond the slider's end.
  const numberOf = (range) => document.getElementById(range.dataset.for);
  function syncRange(range) {
    const value = numberOf(range).value;
    if (range.value !== value) range.value = value;
    range.setAttribute("aria-valuetext", `weight ${value || 0}`);
  }

  function showShares() {
    const numbers = [...form.querySelectorAll(".weight-number")];
    const total = numbers.reduce((sum, field) => sum + Math.max(0, Number(field.value) || 0), 0);
    for (const field of numbers) {
      const place = form.querySelector(`[data-share="${CSS.escape(field.id)}"]`);
      place.textContent = total ? `${Math.round((100 * (Number(field.value) || 0)) / total)}\u00a0%` : "";
      place.closest(".weight").classList.toggle("moved-weight", Number(field.value) !== Number(field.dataset.own));
    }
  }

  function startGesture(field) {
    if (gesture === field) return;
    gesture = field;
    before = shown;
  }

  function moved(field) {
    startGesture(field);
    showShares();
    clearTimeout(timer);
    timer = setTimeout(() => ask(addressOfForm(), 0), SETTLE);
  }

  function showRunning(question) {
    running.hidden = !question;
    page.classList.toggle("is-running", Boolean(question));
    running.lastChild.textContent = question?.explain ? " Computing prices …" : " Solving …";
  }

  function showFailed(error) {
    failed.textContent = `This was not solved: ${error.message} What you set is kept; the page shows the answer before. Move anything to try again.`;
    failed.hidden = false;
  }

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field.type === "range") numberOf(field).value = field.value;
    else form.querySelectorAll(`input[data-for="${CSS.escape(field.id)}"]`).forEach(syncRange);
    moved(field.type === "range" ? numberOf(field) : field);
  });
  form.addEventListener("change", () => { gesture = null; });
  window.addEventListener("online", () => { if (!failed.hidden) ask(addressOfForm(), 0); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    moved(null);
  });

  // Links to another scenario of this page answer in place: repairs, wishes, money, reset.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-scenario]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    gesture = null;
    before = shown;
    clearTimeout(timer);
    ask(new URL(link.href).search.replace(/^\?/, ""), 0);
  });

  // On a narrow screen the answer comes first and the controls fold away.
  const narrow = window.matchMedia("(max-width: 1199.98px)");
  const foldAway = () => { document.getElementById("fold").open = !narrow.matches; };
  narrow.addEventListener("change", foldAway);
  foldAway();

  form.querySelectorAll("input[type=range]").forEach((range) => {
    range.hidden = false;
    syncRange(range);
  });
  page.classList.add("is-live");
  showShares();
  explainFurther(page, 0);
})();
