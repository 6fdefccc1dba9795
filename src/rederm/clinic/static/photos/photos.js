// The guide follows the chosen view; a file that is too large is told before it is sent; two photographs slide over one another.
"use strict";
document.addEventListener("DOMContentLoaded", () => { guide(); sizes(); slide(); });

function guide() {
  const view = document.getElementById("id_view");
  if (!view) return;
  const show = () => document.querySelectorAll("[data-view]").forEach((box) => { box.hidden = box.dataset.view !== view.value; });
  view.addEventListener("change", show);
  show();
}

function sizes() {
  const said = document.getElementById("too-large");
  if (!said) return;
  document.querySelectorAll("input[type=file][data-most]").forEach((input) => input.addEventListener("change", () => {
    const most = Number(input.dataset.most), file = input.files[0], large = file && file.size > 0.99 * most;
    said.hidden = !large;
    said.textContent = large ? `This file has ${Math.round(file.size / 1e6)} MB; ${Math.round(most / 1e6)} MB is the most. Save it smaller, as JPEG.` : "";
    if (large) input.value = "";
  }));
}

function slide() {
  const pair = document.getElementById("pair"), edge = document.getElementById("edge");
  if (!pair || !edge) return;
  const cut = document.getElementById("cut"), said = document.getElementById("cut-said"), beside = document.getElementById("beside");
  const first = pair.querySelector("img");
  const move = (to) => {
    cut.value = to;
    pair.style.setProperty("--cut", `${to}%`);
    said.textContent = `Before on the left ${to} %, after on the right ${100 - to} %`;
  };
  const lay = (over) => { pair.classList.toggle("over", over); beside.setAttribute("aria-pressed", String(!over)); };
  pair.style.setProperty("--shape", `${first.getAttribute("width")} / ${first.getAttribute("height")}`);
  cut.addEventListener("input", () => move(Number(cut.value)));
  edge.querySelectorAll("[data-cut]").forEach((button) => button.addEventListener("click", () => { lay(true); move(Number(button.dataset.cut)); }));
  beside.addEventListener("click", () => lay(!pair.classList.contains("over")));
  edge.hidden = false;
  lay(true);
  move(50);
}
