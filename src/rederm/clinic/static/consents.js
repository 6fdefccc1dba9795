// The field in which a client signs: what is drawn goes with the form as a picture, and comes back where something else was open.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const draw = document.querySelector(".pad .draw");
  if (!draw || !window.SignaturePad) return;
  const canvas = draw.querySelector("canvas");
  const kept = draw.querySelector("[name=picture]");
  const said = draw.querySelector("[role=status]");
  draw.hidden = false;
  const pad = new SignaturePad(canvas, { backgroundColor: "#ffffff", penColor: "#1b1f23", minWidth: 1.2, maxWidth: 3.5 });
  let width = 0;

  function fit() { // as many pixels as the field shows, so that the line follows the finger when a tablet is turned
    if (canvas.offsetWidth === width) return;
    width = canvas.offsetWidth;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(canvas.offsetHeight * ratio);
    canvas.getContext("2d").scale(ratio, ratio);
    pad.clear();
    if (kept.value.startsWith("data:image/png;base64,")) {
      pad.fromDataURL(kept.value, { width, height: canvas.offsetHeight }).catch(() => { kept.value = ""; });
    }
  }

  fit();
  window.addEventListener("resize", fit);
  pad.addEventListener("endStroke", () => {
    kept.value = pad.toDataURL("image/png");
    said.textContent = "Signed.";
    draw.parentElement.classList.remove("wrong");
    draw.parentElement.querySelectorAll(".error").forEach((told) => told.remove());
  });
  draw.querySelector(".clear").addEventListener("click", () => {
    pad.clear();
    kept.value = "";
    said.textContent = "Cleared.";
  });
});
