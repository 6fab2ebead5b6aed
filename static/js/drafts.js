// The save state of a form whose parts htmx keeps as drafts: unsaved, saving, kept,
// failed, overtaken. A draft that could not be kept is sent again, also while the page is
// being left; a button that is pressed before all is kept waits until it is; a page with
// words that no draft holds asks before it is left; Ctrl+S records.

const RETRY = 5000;
const WORST_FIRST = ["signed-out", "failed", "elsewhere", "unsaved", "saving"];
const form = document.querySelector(".grid-form");
const words = document.querySelector("#save-words");
const standing = document.querySelector("#standing");
const waiting = new Map(); // cell -> its state, until a draft holds what was typed
let held = null; // the button that was pressed before all was kept
let isReleased = false; // whether somebody typed on since

function state(cell) {
  return cell.querySelector(".save-state");
}

function isKept() {
  // What another page has a newer draft of is asked about once it is sent.
  return navigator.onLine && [...waiting.values()].every((name) => name === "elsewhere");
}

// What the bar says; the count of drafts is no news beside trouble with one.
function tell() {
  const names = [...waiting.values()];
  const worst = WORST_FIRST.find((name) => names.includes(name));
  const [cell] = [...waiting].find(([, name]) => name === worst) ?? [];
  let news = cell ? `${cell.dataset.cell}: ${state(cell).textContent.trim()}` : "";
  if (held && worst !== "signed-out") news = form.dataset.held;
  if (!news && isReleased) news = form.dataset.released;
  words.dataset.state = held ? "held" : (worst ?? "");
  // Said once, and not again at each key: it is read aloud.
  if (words.textContent !== news) words.textContent = news;
  standing.hidden = Boolean(news);
}

function say(cell, name) {
  const line = state(cell);
  const kept = line.querySelector("input");
  line.dataset.state = name;
  line.textContent = form.dataset[name === "signed-out" ? "signedOut" : name];
  if (kept) line.append(kept);
  waiting.set(cell, name);
  tell();
}

function send(cell) {
  htmx.trigger(cell, "change");
}

function fail(cell, name) {
  say(cell, name);
  setTimeout(() => waiting.get(cell) === name && tryAgain(cell, name), RETRY);
}

async function tryAgain(cell, name) {
  if (name === "signed-out" && !(await renewToken())) return fail(cell, name);
  send(cell);
}

// Whoever signs in anew gets a new token; the one in this page is then refused.
async function renewToken() {
  const answer = await fetch(location.href).catch(() => null);
  const page = new DOMParser().parseFromString(await answer?.text(), "text/html");
  const token = page.querySelector(".grid-form [name=csrfmiddlewaretoken]")?.value;
  if (token) form.querySelector("[name=csrfmiddlewaretoken]").value = token;
  return Boolean(token);
}

// The page posts which state of its draft it has, so it takes it from every answer, also
// from one that speaks of less than was typed since.
function takeAnswer(cell, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const kept = page.querySelector("[name$='-kept']");
  state(cell).querySelector("input")?.remove();
  if (kept) state(cell).append(kept);
  return page.querySelector(".save-state")?.dataset.state;
}

// Press the button that waits, now that nothing else does.
function goOn() {
  tell();
  if (!held || !isKept()) return;
  const button = held;
  held = null;
  form.requestSubmit(button);
}

form.addEventListener("input", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (!cell) return;
  form.querySelector(".save-news")?.remove();
  isReleased ||= Boolean(held);
  held = null;
  say(cell, "unsaved");
});

form.addEventListener("htmx:beforeRequest", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (cell) say(cell, "saving");
});

form.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  const asked = new URL(requestConfig.path, location.href).href;
  const cell = event.target.closest("[data-cell]");
  if (!cell) {
    // The page's beat: an answer that is not its own is left alone.
    event.detail.shouldSwap = xhr.responseURL === asked && xhr.status === 200;
  } else if (xhr.responseURL !== asked || xhr.status === 403) {
    // The session ended: the answer is the page to sign in on, not the draft's state.
    event.detail.shouldSwap = false;
    fail(cell, "signed-out");
  } else if (xhr.status !== 200) {
    fail(cell, "failed");
  } else {
    event.detail.shouldSwap = isAnswered(cell, takeAnswer(cell, xhr.responseText));
    setTimeout(goOn);
  }
});

// Whether the answer speaks of all that was typed, and not of what was sent before.
function isAnswered(cell, name) {
  if (waiting.get(cell) === "unsaved") return false;
  if (name === "elsewhere") waiting.set(cell, name);
  else waiting.delete(cell);
  return true;
}

for (const trouble of ["htmx:sendError", "htmx:timeout"]) {
  form.addEventListener(trouble, (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell) fail(cell, "failed");
  });
}

function sendAll() {
  waiting.forEach((name, cell) => ["unsaved", "failed"].includes(name) && send(cell));
}

addEventListener("online", () => {
  sendAll();
  goOn();
});

// A phone may end the page once it is out of sight: this request outlives it.
function sendLast() {
  waiting.forEach((name, cell) => {
    if (name !== "elsewhere" && name !== "signed-out") sendBehind(cell);
  });
}

async function sendBehind(cell) {
  const [all, own] = [new FormData(form), new FormData()];
  for (const name of cell.getAttribute("data-hx-params").split(",")) {
    for (const value of all.getAll(name)) own.append(name, value);
  }
  const request = { method: "POST", body: own, keepalive: true };
  const answer = await fetch(cell.getAttribute("data-hx-post"), request).catch(() => null);
  if (answer?.ok && !answer.redirected) takeAnswer(cell, await answer.text());
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") sendLast();
});
addEventListener("pagehide", sendLast);

addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});

form.addEventListener("submit", (event) => {
  isReleased = false;
  if (isKept()) return waiting.clear();
  event.preventDefault();
  held = event.submitter;
  sendAll();
  tell();
});

addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[value=record]"));
  }
});
