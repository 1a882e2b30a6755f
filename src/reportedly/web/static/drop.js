// Home: files and folders that are dropped anywhere on the page are sent as one batch.
"use strict";
(() => {
  const form = document.getElementById("drop");
  const state = document.getElementById("drop-state");
  const say = (words) => { state.textContent = words; };

  const entriesOf = (reader) => new Promise((done, fail) => reader.readEntries(done, fail));
  const fileOf = (entry) => new Promise((done, fail) => entry.file(done, fail));

  async function walk(entry, into) {
    if (entry.isFile) {
      into.push([entry.fullPath.replace(/^\//, ""), await fileOf(entry)]);
      return;
    }
    const reader = entry.createReader(); // gives at most 100 entries a call
    for (let some = await entriesOf(reader); some.length; some = await entriesOf(reader)) {
      for (const one of some) await walk(one, into);
    }
  }

  async function send(files) {
    if (!files.length) return;
    const body = new FormData();
    for (const [name, file] of files) body.append("files", file, name);
    say(`Sending ${files.length} ${files.length === 1 ? "file" : "files"} …`);
    const answer = await fetch("/documents", {
      method: "POST", body, headers: { Accept: "application/json" },
    });
    if (answer.ok) {
      say(`${(await answer.json()).taken} taken; reading has begun.`);
      htmx.trigger(document.body, "ledger-changed");
    } else {
      say(`Not taken: ${answer.status === 413 ? "too much at once" : answer.statusText}.`);
    }
  }

  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  document.addEventListener("dragleave", () => form.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((i) => i.webkitGetAsEntry()).filter(Boolean);
    const files = [];
    for (const entry of entries) await walk(entry, files);
    await send(files);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = [...document.getElementById("files").files];
    await send(chosen.map((file) => [file.webkitRelativePath || file.name, file]));
  });
})();
