// A long form whose words come back after a closed tab: it is sent as it stands a moment
// after the last key, and kept for whoever typed it until they save.

const PAUSE = 1500;
const RETRY = 5000;
const form = document.querySelector("[data-keeps]");
const line = form.querySelector(".save-state");
let isKept = true;
let timer = null;
let sending = null;

// Said once, and not again at each key: it is read aloud.
function say(name) {
  if (line.dataset.state === name) return;
  line.dataset.state = name;
  line.textContent = line.dataset[name];
}

function sendIn(pause) {
  clearTimeout(timer);
  timer = setTimeout(send, pause);
}

// A phone may end the page once it is out of sight: its last request outlives it.
async function send(isLast = false) {
  if (isKept) return;
  isKept = true;
  const body = new FormData(form);
  body.set("step", "keep");
  sending?.abort();
  sending = new AbortController();
  const request = { method: "POST", body, keepalive: isLast, signal: sending.signal };
  const answer = await fetch(location.href, request).catch((error) => error);
  if (answer.name === "AbortError") return;
  if (answer.status === 204) return isKept && say("kept");
  isKept = false;
  say("failed");
  sendIn(RETRY);
}

form.addEventListener("input", () => {
  isKept = false;
  say("unsaved");
  sendIn(PAUSE);
});

// What is saved is no draft: one on its way must not arrive after it.
form.addEventListener("submit", () => {
  clearTimeout(timer);
  sending?.abort();
  isKept = true;
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") send(true);
});
addEventListener("pagehide", () => send(true));

addEventListener("beforeunload", (event) => {
  if (!isKept) event.preventDefault();
});
