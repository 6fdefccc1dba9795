// A time course: the band under its median, the untreated skin in grey, sessions as labelled ticks, what was seen as marks.
"use strict";
const INK = "#0b5563", SHADE = "rgba(11, 85, 99, .16)", GREY = "#8a949c", TEXT = "#5b6670";
const SHAPES = { investigator: "square", blinded: "circle", client: "triangle" };

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-chart]").forEach(draw));

function draw(box) {
  const told = JSON.parse(document.getElementById(box.dataset.chart).textContent);
  const line = (label, stroke, width) => ({ label, stroke, width, points: { show: false } });
  const options = {
    width: box.clientWidth, height: 260, cursor: { drag: { x: false, y: false } }, legend: { show: false },
    scales: { x: { time: false }, y: { range: (_, low, high) => [0, Math.max(1.2, high)] } },
    axes: [{ label: "days after the first session", stroke: TEXT, grid: { show: false } }, { label: "share of the first score", stroke: TEXT, grid: { stroke: "#eef1f3" } }],
    series: [{ label: "day" }, line("high", "transparent", 0), line("low", "transparent", 0), line("untreated", GREY, 1.5), line("foretold", INK, 2)],
    bands: [{ series: [1, 2], fill: SHADE }],
    hooks: { draw: [(plot) => { ticks(plot, told.sessions); told.seen.forEach((point) => mark(plot, point)); }] },
  };
  const plot = new uPlot(options, [told.days, told.high, told.low, told.untreated, told.median], box);
  new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: 260 })).observe(box);
}

function ticks(plot, days) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = TEXT;
  ctx.font = `${11 * devicePixelRatio}px Inter, sans-serif`;
  for (const day of days) {
    const x = plot.valToPos(day, "x", true);
    ctx.beginPath(); ctx.moveTo(x, bbox.top); ctx.lineTo(x, bbox.top + 10 * devicePixelRatio); ctx.stroke();
    ctx.fillText(`day ${day}`, x + 3 * devicePixelRatio, bbox.top + 10 * devicePixelRatio);
  }
  ctx.restore();
}

function mark(plot, point) {
  const { ctx } = plot, size = 5 * devicePixelRatio;
  const x = plot.valToPos(point.day, "x", true), y = plot.valToPos(point.value, "y", true);
  ctx.save();
  ctx.strokeStyle = "#1b1f23"; ctx.fillStyle = "#fff"; ctx.lineWidth = 2 * devicePixelRatio;
  ctx.beginPath();
  if (SHAPES[point.rater] === "square") ctx.rect(x - size, y - size, 2 * size, 2 * size);
  else if (SHAPES[point.rater] === "triangle") { ctx.moveTo(x, y - size); ctx.lineTo(x + size, y + size); ctx.lineTo(x - size, y + size); ctx.closePath(); }
  else ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.fill(); ctx.stroke();
  ctx.restore();
}
