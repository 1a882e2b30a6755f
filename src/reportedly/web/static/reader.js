// The reader: marks shown or not, cards and words lit together, words selected to be added.
"use strict";
(() => {
  const reader = document.querySelector(".reader");
  if (!reader) return;

  for (const box of document.querySelectorAll("[data-mark]")) {
    box.addEventListener("change", () => {
      document.querySelector("main").classList.toggle(`hide-${box.dataset.mark}`, !box.checked);
    });
  }

  function light(id, on) {
    if (!id) return;
    for (const run of reader.querySelectorAll(`[data-ids~="${CSS.escape(id)}"]`)) run.classList.toggle("lit", on);
  }
  for (const card of reader.querySelectorAll("[data-of]")) {
    if (!card.dataset.of) continue;
    for (const [name, on] of [["mouseenter", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
      card.addEventListener(name, () => light(card.dataset.of, on));
    }
  }

  // UTF-16 units inside the paragraph; the server turns them into code points.
  const bar = document.createElement("div");
  bar.className = "chosen";
  bar.hidden = true;
  const words = document.createElement("q");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "main";
  button.textContent = "Add or mend these words";
  bar.append(words, button);
  reader.after(bar);
  let chosen = null;

  function selected() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const first = range.startContainer;
    const from = (first.nodeType === Node.ELEMENT_NODE ? first : first.parentElement)?.closest(".para[data-start]");
    if (!from || !reader.contains(from)) return null;
    const before = document.createRange();
    before.setStart(from, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    const rest = from.contains(range.endContainer) ? range.toString().length : from.textContent.length - start;
    return { block: from.dataset.start, start, end: start + rest, text: from.textContent.slice(start, start + rest) };
  }

  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (!found && document.activeElement === button) return;
    chosen = found;
    bar.hidden = !chosen;
    words.textContent = chosen ? chosen.text.slice(0, 160) : "";
  });
  button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  button.addEventListener("click", () => {
    if (!chosen) return;
    const query = new URLSearchParams({ block: chosen.block, start: chosen.start, end: chosen.end });
    bar.hidden = true;
    htmx.ajax("GET", `/documents/${reader.dataset.doc}/selection?${query}`, { target: "#selection" }).then(() => {
      document.getElementById("add").scrollIntoView({ block: "start" });
      document.querySelector("#selection input:not([type=hidden])")?.focus();
    });
  });
})();
