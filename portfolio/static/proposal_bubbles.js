// Value against risk as bubbles. Labels stand beside their bubble and never over another bubble or label.
"use strict";

(function () {
  const place = document.getElementById("bubble-chart");
  if (!place || !window.echarts) return;
  const FONT = '12px "Inter", system-ui, sans-serif';
  const measure = document.createElement("canvas").getContext("2d");
  let chart = null;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const reduced = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function data() {
    const source = document.getElementById("bubble-data");
    return source ? JSON.parse(source.textContent) : [];
  }

  // Area is cost; the largest bubble has a seventeenth of the smaller side as its radius.
  function radii(bubbles, width, height) {
    const largest = Math.max(...bubbles.map((b) => b.cost), 1);
    const most = Math.max(12, Math.min(width, height) / 17);
    return bubbles.map((b) => Math.max(4, most * Math.sqrt(Math.max(0, b.cost) / largest)));
  }

  const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  function touches(box, bubble) {
    const x = Math.max(box.x, Math.min(bubble.x, box.x + box.w));
    const y = Math.max(box.y, Math.min(bubble.y, box.y + box.h));
    return (x - bubble.x) ** 2 + (y - bubble.y) ** 2 < (bubble.r + 1) ** 2;
  }

  function places(bubble, width) {
    const gap = 4;
    const high = 15;
    const right = bubble.x + bubble.r + gap;
    const left = bubble.x - bubble.r - gap - width;
    const spots = [0, -9, 9, -16, 16].flatMap((shift) => [
      { x: right, y: bubble.y - high / 2 + shift }, { x: left, y: bubble.y - high / 2 + shift },
    ]);
    spots.push({ x: bubble.x - width / 2, y: bubble.y - bubble.r - gap - high });
    spots.push({ x: bubble.x - width / 2, y: bubble.y + bubble.r + gap });
    return spots.map((spot) => ({ ...spot, w: width, h: high }));
  }

  // The funded first, the most valuable first; the longest of its names that fits, otherwise nothing:
  // the tooltip and the table below name every bubble.
  function labelled(circles, frame) {
    const taken = [];
    const order = [...circles].sort((a, b) => Number(b.funded) - Number(a.funded) || b.value - a.value);
    for (const bubble of order) {
      for (const text of bubble.names) {
        const width = measure.measureText(text).width + 4;
        const spot = places(bubble, width).find((box) =>
          box.x >= frame.x && box.x + box.w <= frame.x + frame.w && box.y >= frame.y && box.y + box.h <= frame.y + frame.h
          && !taken.some((other) => overlaps(box, other))
          && !circles.some((other) => touches(box, other)));
        if (spot) {
          taken.push(spot);
          bubble.text = text;
          bubble.spot = spot;
          break;
        }
      }
    }
    // Large ones are drawn first, so that small ones lie on them and can be pointed at.
    return order.sort((a, b) => b.r - a.r);
  }

  function options(bubbles, width, height) {
    const frame = { x: 56, y: 16, w: width - 80, h: height - 72 };
    const size = radii(bubbles, width, height);
    const highest = Math.max(...bubbles.map((b) => b.value), 1) * 1.08;
    const lowest = Math.min(0, ...bubbles.map((b) => b.value)) * 1.1;
    const widest = Math.min(1, Math.ceil(10 * (Math.max(...bubbles.map((b) => b.risk), 0.1) + 0.03)) / 10);
    const circles = bubbles.map((b, i) => ({
      ...b,
      r: size[i],
      x: frame.x + (b.risk / widest) * frame.w,
      y: frame.y + (1 - (b.value - lowest) / (highest - lowest)) * frame.h,
    }));
    measure.font = FONT;
    return { frame, circles: labelled(circles, frame), highest, lowest, widest };
  }

  function series(circles) {
    const ink = colour("ink");
    const paper = colour("paper");
    return circles.map((b) => {
      const hue = colour(b.change) || colour("muted");
      return {
        name: b.label,
        value: [b.risk, b.value],
        symbolSize: 2 * b.r,
        bubble: b,
        itemStyle: { color: b.funded ? hue : "transparent", borderColor: b.funded ? paper : hue, borderWidth: b.funded ? 1 : 1.5, opacity: b.funded ? 0.9 : 1, decal: { symbol: "none" } },
        label: b.spot ? {
          show: true, formatter: b.text, color: b.funded ? ink : colour("muted"), fontSize: 12, fontFamily: "Inter, system-ui, sans-serif",
          position: [b.spot.x + 2 - (b.x - b.r), b.spot.y + 1 - (b.y - b.r)], align: "left", verticalAlign: "top",
        } : { show: false },
      };
    });
  }

  const axis = (name, extra) => ({
    type: "value", name, nameLocation: "middle", nameTextStyle: { color: colour("muted"), fontSize: 12 },
    axisLine: { lineStyle: { color: colour("line") } }, axisLabel: { color: colour("muted"), fontSize: 12 },
    splitLine: { lineStyle: { color: colour("line"), opacity: 0.5 } }, ...extra,
  });

  function tooltip(point) {
    const b = point.data.bubble;
    const box = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = b.label;
    const rest = document.createElement("div");
    rest.textContent = `${b.valueText} points, ${b.riskText} risk, ${b.costText}, ${b.funded ? "funded" : "left out"}`;
    box.append(title, rest);
    return box;
  }

  function draw() {
    const bubbles = data();
    if (!bubbles.length || !place.clientWidth) return;
    chart ??= window.echarts.init(place, null, { renderer: "svg" });
    chart.resize();
    const plan = options(bubbles, chart.getWidth(), chart.getHeight());
    chart.setOption({
      animation: !reduced, animationDuration: 250, animationDurationUpdate: 250,
      textStyle: { fontFamily: "Inter, system-ui, sans-serif" },
      grid: { left: plan.frame.x, top: plan.frame.y, width: plan.frame.w, height: plan.frame.h, containLabel: false },
      tooltip: { trigger: "item", formatter: tooltip, backgroundColor: colour("paper"), borderColor: colour("line"), textStyle: { color: colour("ink") } },
      xAxis: axis("Risk: 1 − chance of success", { min: 0, max: plan.widest, nameGap: 30, axisLabel: { color: colour("muted"), formatter: (v) => `${Math.round(v * 100)}\u00A0%` } }),
      yAxis: axis("Value, points over not doing it", { min: plan.lowest, max: plan.highest, nameGap: 36, axisLabel: { color: colour("muted"), formatter: (v) => String(Math.round(v * 10) / 10), showMaxLabel: false } }),
      series: [{ type: "scatter", data: series(plan.circles), labelLayout: { hideOverlap: false }, emphasis: { disabled: true } }],
    }, { replaceMerge: ["series"] });
  }

  document.addEventListener("proposal:drawn", draw);
  document.addEventListener("remit:theme", draw);
  new ResizeObserver(draw).observe(place);
  if (document.fonts?.ready) document.fonts.ready.then(draw);
  draw();
})();
