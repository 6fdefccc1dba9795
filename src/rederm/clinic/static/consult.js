// The consult: refused forms are shown too, a number says its own choice, and nobody leaves what they typed by mistake.
"use strict";
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) { event.detail.shouldSwap = true; event.detail.isError = false; }
});

// A link inside a drawing is no HTML link: htmx leaves its own way of going on to us.
document.addEventListener("click", (event) => {
  if (window.htmx && event.target.closest?.("a.region") && !event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault();
});

// What was swapped in is where one goes on: the form that opened, else the list.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "concerns" || event.target.id === "concerns") document.querySelector("[data-focus], #concerns .at")?.focus();
});

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches("input[name$='_1'], textarea[name$='_1']") || !box.value) return;
  const choice = [...document.querySelectorAll("input[type=radio]")].find((one) => one.name === box.name.replace(/_1$/, "_0") && ["ago", "these"].includes(one.value));
  if (choice) choice.checked = true;
});

let typed = false;
document.addEventListener("change", (event) => { if (event.target.closest("form[data-guard]")) typed = true; });
document.addEventListener("submit", () => { typed = false; });
window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
