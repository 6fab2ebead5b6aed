// A table, or one row of it, as plain text for another system's form. Without this the
// table is marked and copied by hand, or taken as a file.
"use strict";

{
  const table = document.querySelector("table[data-copy]");
  const place = document.querySelector("#take");
  const news = document.createElement("span");
  news.setAttribute("role", "status");

  // A link is copied as its address, everything else as its words.
  const text = (cell) => cell.querySelector("a[href]")?.href ?? cell.innerText.trim();

  // One line a row, cells parted by tabs: what spreadsheets and forms take.
  const wholeTable = () => {
    const lines = [...table.querySelectorAll("thead tr, tr[data-row]")];
    const cells = (line) => [...line.cells].map((cell) => text(cell).replace(/\s+/g, " "));
    return lines.map((line) => cells(line).join("\t")).join("\n");
  };

  // `City: Nan`, one line a cell that is not empty.
  const oneRow = (row) => {
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    const said = [...row.cells].map((cell, at) => [heads[at], text(cell)]);
    const known = said.filter(([, words]) => words);
    return known.map(([head, words]) => `${head}: ${words}`).join("\n");
  };

  const copy = async (words) => {
    const done = await navigator.clipboard.writeText(words).then(
      () => true,
      () => false,
    );
    news.textContent = done ? table.dataset.copied : table.dataset.failed;
  };

  const copyButton = (words, take) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.dataset.kind = "small";
    made.textContent = words;
    made.addEventListener("click", () => copy(take()));
    return made;
  };

  if (table && navigator.clipboard) {
    for (const row of table.querySelectorAll("tr[data-row]")) {
      const made = copyButton(table.dataset.copyRow, () => oneRow(row));
      const name = row.querySelector("[data-name]").textContent.trim();
      made.setAttribute("aria-label", `${table.dataset.copyRow}: ${name}`);
      row.cells[row.cells.length - 1].append(made);
    }
    place.append(copyButton(table.dataset.copy, wholeTable), news);
  }
}
