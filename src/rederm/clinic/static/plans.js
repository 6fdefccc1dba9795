// The dials room and two plans side by side: sliders move their numbers, charts are drawn of the data in the page.
"use strict";
document.documentElement.classList.add("js");
const INK = "#1b1f23", MUTED = "#5b6670", RULE = "#e4e9ec", ALONE = "#66717a";

document.addEventListener("DOMContentLoaded", () => { dials(); drawn(document); });
document.addEventListener("htmx:load", (event) => drawn(event.target));
document.addEventListener("htmx:beforeSwap", (event) => { // what cannot be simulated is said in the place of the answer
  if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
});

function dials() {
  document.querySelectorAll("[data-device] select").forEach((one) => one.addEventListener("change", () => one.form.submit()));
  const form = document.getElementById("dials");
  if (!form) return;
  form.querySelectorAll(".slide").forEach((slide) => { slide.hidden = false; });
  form.addEventListener("input", (event) => {
    const moved = event.target, slider = moved.dataset.stops ? moved : null;
    const field = slider ? document.getElementById(slider.dataset.of) : moved;
    if (slider) field.value = slider.dataset.stops.split(",")[Number(slider.value)];
    const own = slider || form.querySelector(`[data-of="${field.id}"]`);
    if (own) placed(own, field, !slider);
    marked(field);
    form.elements.turned.value = field.name;
    htmx.trigger(form, "turned"); // where a value is not allowed, the server says in words what is
  });
}

function placed(slider, field, move) {
  const stops = slider.dataset.stops.split(",").map(Number), value = Number(field.value);
  if (move && field.value !== "") {
    let nearest = 0;
    stops.forEach((stop, place) => { if (Math.abs(stop - value) < Math.abs(stops[nearest] - value)) nearest = place; });
    slider.value = nearest;
  }
  slider.setAttribute("aria-valuetext", `${field.value || "not set"} ${slider.dataset.unit}`);
}

function marked(field) {
  const knob = field.closest(".knob");
  if (!knob) return;
  const { low, high, words } = knob.dataset;
  const out = words ? !words.split("|").includes(field.value)
    : low !== undefined && field.value !== "" && (Number(field.value) < Number(low) || Number(field.value) > Number(high));
  knob.classList.toggle("out", out);
  knob.querySelector(".warns").hidden = !out;
}

function drawn(root) {
  if (!root.querySelectorAll) return;
  for (const box of root.querySelectorAll("[data-curves], [data-shared]")) {
    if (box.childElementCount) continue;
    const data = JSON.parse(document.getElementById(box.dataset.curves || box.dataset.shared).textContent);
    if (box.dataset.curves) data.concerns.forEach((one, place) => chart(box, one.title, [{ of: data, place, color: data.color }]));
    else data.a.concerns.forEach((one, place) => chart(box, one.title, [
      { of: data.a, place, color: data.a.color }, { of: data.b, place, color: data.b.color === data.a.color ? "#1b1f23" : data.b.color, dash: [8, 3, 2, 3] }]));
  }
  root.querySelectorAll("[data-later]").forEach(later);
  if (root.matches?.("[data-later]")) later(root);
  const sliders = [...root.querySelectorAll("[data-slider]")];
  if (root.matches?.("[data-slider]")) sliders.push(root); // htmx tells of a part that it put in by the part itself
  sliders.forEach(slides);
}

// One chart: left alone, then each course; a band under every median, sessions as ticks labelled with their day.
function chart(box, title, courses) {
  const days = [...new Set(courses.flatMap((c) => c.of.days))].sort((a, b) => a - b);
  const on = (course, values) => { const at = new Map(course.of.days.map((d, k) => [d, values[k]])); return days.map((d) => at.has(d) ? at.get(d) : undefined); };
  const lines = [], bands = [], columns = [days];
  const add = (course, which, color, dash) => {
    const one = course.of.concerns[course.place][which], first = columns.length;
    columns.push(on(course, one.high), on(course, one.median), on(course, one.low));
    lines.push({ show: true, stroke: "transparent", width: 0, points: { show: false }, spanGaps: true },
      { stroke: color, width: 2, dash, points: { show: false }, spanGaps: true },
      { stroke: "transparent", width: 0, points: { show: false }, spanGaps: true });
    bands.push({ series: [first, first + 2], fill: color + (which === "treated" ? "30" : "1c") });
  };
  add(courses[0], "untreated", ALONE, [5, 4]);
  courses.forEach((course) => add(course, "treated", course.color, course.dash));
  const most = Math.max(...columns.slice(1).flat().filter((v) => v !== undefined));
  const ticks = (plot) => courses.forEach((course, row) => {
    const { ctx, bbox } = plot, size = devicePixelRatio;
    ctx.save(); ctx.strokeStyle = ctx.fillStyle = course.color; ctx.lineWidth = 2 * size; ctx.font = `${11 * size}px Inter, sans-serif`; ctx.textAlign = "center";
    for (const day of course.of.sessions) {
      const x = plot.valToPos(day, "x", true), y = bbox.top + bbox.height - row * 22 * size;
      ctx.beginPath(); ctx.moveTo(x, y); ctx.lineTo(x, y - 9 * size); ctx.stroke();
      ctx.fillStyle = INK; ctx.fillText(String(day), Math.max(x, bbox.left + 6 * size), y - 12 * size);
    }
    ctx.restore();
  });
  const left = courses.every((c) => c.of.concerns[c.place].left) ? " (not treated)" : "";
  const axis = { stroke: MUTED, grid: { stroke: RULE, width: 1 }, ticks: { show: false }, font: "11px Inter, sans-serif" };
  const cell = box.appendChild(document.createElement("div"));
  const plot = new uPlot({
    title: title + left, width: Math.max(cell.clientWidth, 220), height: 190, legend: { show: false }, cursor: { show: false },
    scales: { x: { time: false }, y: { range: [0, Math.min(Math.max(most * 1.05, 120), 200)] } },
    axes: [{ ...axis, label: "days after the first session", labelSize: 18, labelFont: "11px Inter, sans-serif", size: 26 }, { ...axis, size: 40, values: (_, given) => given.map((v) => `${v} %`) }],
    series: [{}, ...lines], bands, hooks: { draw: [ticks] },
  }, columns, cell);
  new ResizeObserver(() => { if (cell.isConnected && cell.clientWidth) plot.setSize({ width: cell.clientWidth, height: 190 }); }).observe(cell);
}

// A drawing takes a second of the server: it is asked for once the dials are at rest.
function later(image) {
  setTimeout(() => { if (image.isConnected && !image.src) image.src = image.dataset.later; }, 800);
}

function slides(figure) {
  if (figure.dataset.ready) return;
  figure.dataset.ready = "yes";
  const range = figure.querySelector("input[type=range]");
  const show = () => { figure.style.setProperty("--cut", `${range.value}%`); range.setAttribute("aria-valuetext", `${range.value} % left, ${100 - range.value} % right`); };
  range.addEventListener("input", show);
  figure.querySelectorAll("[data-to]").forEach((button) => button.addEventListener("click", () => { range.value = button.dataset.to; show(); }));
  show();
}
