// How many characters a text may still have, said beside it. Without this the hint says
// the limit, and the server refuses what is longer.
"use strict";

for (const line of document.querySelectorAll("[data-counter]")) {
  const text = document.getElementById(line.dataset.counter);
  const limit = Number(text.dataset.limit);

  const say = () => {
    const left = limit - [...text.value.normalize()].length;
    const words = left < 0 ? line.dataset.over : line.dataset.left;
    line.textContent = `${Math.abs(left).toLocaleString("en")} ${words}`;
    line.toggleAttribute("data-over-limit", left < 0);
    line.hidden = false;
  };

  let timer = 0;
  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(say, 300); // a screen reader is not told of every key
  });
  if (text.value) say(); // until then the hint says it
}
