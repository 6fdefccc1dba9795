// What every page does beside htmx: follow a job by its events, and fall back to asking where they do not come.
"use strict";
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-events]").forEach(follow));
document.addEventListener("htmx:load", (event) => event.target.querySelectorAll?.("[data-events]").forEach(follow));

function follow(box) {
  if (box.dataset.followed || !window.EventSource) return;
  box.dataset.followed = "yes";
  const source = new EventSource(box.dataset.events);
  source.addEventListener("progress", (event) => show(box, JSON.parse(event.data)));
  source.addEventListener("end", () => { source.close(); window.location.reload(); });
  source.onerror = () => source.close(); // htmx goes on asking
}

function show(box, now) {
  const bar = box.querySelector("progress");
  if (now.of) { bar.max = now.of; bar.value = now.done; }
  box.querySelector("[role=status]").textContent = now.of ? `${now.said} (${now.done} of ${now.of})` : now.said || "waiting for its turn";
}
