// Clocks that count, boxes that stay ticked when the page is loaded again, and dials that show where they depart from the plan.
"use strict";
const minutes = (since) => `${Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 60000))} min`;
setInterval(() => document.querySelectorAll("[data-since]").forEach((box) => { box.textContent = minutes(box.dataset.since); }), 5000);

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-kept]").forEach((box) => {
    box.checked = sessionStorage.getItem(box.dataset.kept) === "yes";
    box.addEventListener("change", () => sessionStorage.setItem(box.dataset.kept, box.checked ? "yes" : "no"));
  });
  document.querySelectorAll("[data-planned]").forEach((input) => {
    const mark = () => input.toggleAttribute("data-departs", String(input.value).trim() !== input.dataset.planned);
    input.addEventListener("input", mark);
    mark();
  });
  document.querySelector("[role=alert]")?.focus();
});
