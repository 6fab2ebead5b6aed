// The save state of a form whose parts htmx keeps as drafts: unsaved, saving, kept,
// failed, overtaken. A draft that could not be kept is sent again; a page with words
// that no draft holds asks before it is left; Ctrl+S records.

const RETRY = 5000;
const form = document.querySelector(".grid-form");
const words = document.querySelector("#save-words");
const waiting = new Map(); // cell -> its state, until a draft holds what was typed

function state(cell) {
  return cell.querySelector(".save-state");
}

function say(cell, name) {
  const line = state(cell);
  line.dataset.state = name;
  line.textContent = form.dataset[name === "signed-out" ? "signedOut" : name];
  const news = `${cell.dataset.cell}: ${line.textContent}`;
  // Said once, and not again at each key: it is read aloud.
  if (words.textContent !== news) words.textContent = news;
  waiting.set(cell, name);
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

form.addEventListener("input", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (cell) say(cell, "unsaved");
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
  } else if (waiting.get(cell) === "unsaved") {
    // Typed on while it was saved: the answer speaks of what was sent before.
    event.detail.shouldSwap = false;
  } else {
    waiting.delete(cell);
    words.textContent = "";
  }
});

for (const trouble of ["htmx:sendError", "htmx:timeout"]) {
  form.addEventListener(trouble, (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell) fail(cell, "failed");
  });
}

addEventListener("online", () => waiting.forEach((_name, cell) => send(cell)));

addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});

form.addEventListener("submit", () => waiting.clear());

addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[value=record]"));
  }
});
