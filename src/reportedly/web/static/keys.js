// The keyboard on every screen, and small conveniences of lists and forms.
// Keys do nothing inside inputs or with Ctrl, Alt or Meta; each also has a button or link on screen.
"use strict";
(() => {
  const GO = 1500; // milliseconds in which the letter after "g" is awaited
  let going = 0;

  const items = () => [...document.querySelectorAll("main [data-item]")].filter((i) => i.offsetParent !== null || i.getClientRects().length);
  const current = () => document.querySelector("main [data-item].current");

  function choose(item) {
    if (!item) return;
    for (const old of document.querySelectorAll(".current")) old.classList.remove("current");
    item.classList.add("current");
    const link = item.matches("[tabindex]") ? item : item.querySelector("a.open, a, button");
    (link || item).focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const all = items();
    const at = all.indexOf(current());
    choose(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]);
  }

  function press(key) {
    const inside = document.activeElement.closest("[data-of], [data-item]");
    const places = [inside, current(), document.querySelector("main")];
    for (const place of places) {
      const found = place && [...place.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((e) => e.getClientRects().length);
      if (!found) continue;
      if (key === "e") return edit(found);
      if (found.matches("select, input")) return found.focus();
      return found.click();
    }
  }

  function edit(summary) {
    const details = summary.closest("details");
    details.open = true;
    details.querySelector("input:not([type=hidden])")?.focus();
  }

  function undo() {
    if (!window.htmx) return;
    htmx.ajax("POST", "/decisions/undo", { target: "#notice", swap: "innerHTML" });
  }

  function go(key) {
    const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    if (link) link.click();
  }

  const ONE = {
    "/": () => document.getElementById("find")?.focus(),
    "?": () => document.getElementById("help")?.showModal(),
    j: () => move(1),
    k: () => move(-1),
    u: undo,
    g: () => { going = Date.now(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.matches("input, textarea, select")) return event.target.blur();
    if (event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (document.querySelector("dialog[open]")) return;
    const key = event.key;
    if (going && Date.now() - going < GO) {
      going = 0;
      event.preventDefault();
      return go(key);
    }
    if (ONE[key]) {
      event.preventDefault();
      return ONE[key]();
    }
    if (key.length === 1 && "axemso[]".includes(key)) {
      event.preventDefault();
      press(key);
    }
  });

  // On a narrow screen the lesser filters are folded away unless one of them is in use.
  if (window.matchMedia("(max-width: 48rem)").matches) {
    for (const more of document.querySelectorAll("details[data-fold]:not([data-used])")) more.open = false;
  }

  // What scrolls sideways can be reached and scrolled by keyboard.
  function reachable() {
    for (const box of document.querySelectorAll(".table, .picture-box")) {
      if (box.scrollWidth <= box.clientWidth) continue;
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      const heading = box.closest("section")?.querySelector("h2, h3") || document.querySelector("h1");
      if (!box.hasAttribute("aria-label")) box.setAttribute("aria-label", heading?.textContent.trim() || "Table");
    }
  }
  reachable();
  window.addEventListener("resize", reachable);
  document.addEventListener("htmx:afterSettle", reachable);

  // A click or focus inside an item makes it the current one.
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest("main [data-item]");
    if (!item || item.classList.contains("current")) return;
    for (const old of document.querySelectorAll(".current")) old.classList.remove("current");
    item.classList.add("current");
  });

  // When the page is shown anew because the ledger changed, the same item is current again.
  const PLACE = "place";
  window.addEventListener("pagehide", () => {
    const at = items().indexOf(current());
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname + location.search, at]));
  });
  const [entry] = performance.getEntriesByType("navigation");
  if (entry?.type === "reload") {
    const [path, at] = JSON.parse(sessionStorage.getItem(PLACE) || "[]");
    if (path === location.pathname + location.search && at >= 0) choose(items()[at]);
  }

  // data-brief="filled": empty fields stay out of the address; "changed": so do untouched ones.
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.target.closest("form[data-brief]");
    if (!form) return;
    const parameters = event.detail.parameters;
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "checkbox") continue;
      const untouched = form.dataset.brief === "changed" && field.value === field.defaultValue;
      if (field.value === "" || untouched) parameters.delete(field.name);
    }
  });

  // What a filter shows is an address: it stands in the address bar, and "back" undoes it.
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (!event.target.closest("form[data-push]")) return;
    history.pushState({}, "", event.detail.pathInfo.finalRequestPath);
  });
  window.addEventListener("popstate", () => window.location.reload());

  // What went wrong is said, where htmx would keep silent.
  document.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const words = page.querySelector("main p")?.textContent || page.body.textContent || "That did not work.";
    const notice = document.getElementById("notice");
    notice.textContent = "";
    const line = document.createElement("p");
    line.textContent = words.trim().slice(0, 400);
    notice.append(line);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.getElementById("notice")?.replaceChildren();
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches("[data-help]")) document.getElementById("help").showModal();
  });
})();
