// Own behaviour shared by all screens: htmx without eval, and the page that follows the ledger.
"use strict";
htmx.config.includeIndicatorStyles = false; // an inline style, which the policy forbids
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // pages are not kept in local storage

// When a run ends, pages that asked for it (data-follows on <main> or inside) are shown anew.
document.addEventListener("htmx:beforeSwap", (event) => {
  const before = event.target;
  if (before.id !== "state") return;
  const after = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
  const state = after.getElementById("state");
  if (state && state.dataset.number !== before.dataset.number) {
    document.body.dispatchEvent(new CustomEvent("ledger-ready"));
    if (document.querySelector("[data-follows]")) follow();
  }
});

// Nothing that is being typed or ticked is lost: then the page only says that it is behind.
function follow() {
  const fields = [...document.querySelectorAll("main :is(input, textarea):not([type=hidden])")];
  const touched = fields.some((f) => f.value !== f.defaultValue || f.checked !== f.defaultChecked);
  if (!touched) return window.location.reload();
  const line = document.createElement("p");
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Show it anew";
  again.addEventListener("click", () => window.location.reload());
  line.append("The ledger has changed. ", again);
  document.getElementById("notice")?.replaceChildren(line);
}

// The review queue shows the next card anew when a decision was taken back on it.
document.addEventListener("ledger-changed", () => {
  const queue = document.querySelector("[data-queue]");
  if (queue) window.location.assign(queue.dataset.queue);
});
