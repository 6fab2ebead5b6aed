// The key / leads to the search box, unless the reader turned that off (WCAG 2.1.4).
"use strict";

const KEPT = "search-key-off";
const isOff = () => localStorage.getItem(KEPT) === "1";

const isTyping = (element) => element.matches("input, textarea, select, [contenteditable]");

function shownBox() {
  const boxes = [...document.querySelectorAll("[role=search] input")];
  const shown = boxes.find((box) => box.checkVisibility());
  if (shown) return shown;
  const menu = document.querySelector(".menu");
  menu.open = true;
  return menu.querySelector("input");
}

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (isOff() || isTyping(event.target)) return;
  event.preventDefault();
  shownBox().focus();
});

const button = document.querySelector("[data-search-key]");

function say() {
  button.textContent = isOff() ? button.dataset.off : button.dataset.on;
  button.hidden = false;
}

button.addEventListener("click", () => {
  localStorage.setItem(KEPT, isOff() ? "0" : "1");
  say();
});
say();
