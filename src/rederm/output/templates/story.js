"use strict";
(() => {
  const frames = [...document.querySelectorAll(".frame")];
  const get = (id) => document.getElementById(id);
  const range = get("at"), play = get("play"), now = get("now");
  let timer = 0;
  const show = (place) => {
    const at = Math.max(0, Math.min(frames.length - 1, place));
    frames.forEach((frame, k) => { frame.hidden = k !== at; });
    range.value = at;
    now.textContent = frames[at].dataset.now;
    range.setAttribute("aria-valuetext", frames[at].dataset.now);
  };
  const at = () => Number(range.value);
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = play.dataset.play;
    play.setAttribute("aria-pressed", "false");
  };
  const go = (place) => { stop(); show(place); };
  const start = () => {
    if (at() === frames.length - 1) show(0);
    timer = setInterval(() => (at() === frames.length - 1 ? stop() : show(at() + 1)), 2200);
    play.textContent = play.dataset.pause;
    play.setAttribute("aria-pressed", "true");
  };
  play.addEventListener("click", () => (timer ? stop() : start()));
  get("back").addEventListener("click", () => go(at() - 1));
  get("next").addEventListener("click", () => go(at() + 1));
  range.addEventListener("input", () => go(at()));
  document.addEventListener("keydown", (event) => {
    if (event.target === range || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (move) { event.preventDefault(); go(at() + move); }
  });
  document.querySelector(".player").hidden = false;
  get("keys").hidden = false;
  show(Number(location.hash.slice(1)) || 0);
})();
