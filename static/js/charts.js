/* Plotly over the server's drawing. A figure is plain data and layout in which a colour is a
   name: "tone:at_risk", "token:ink-2", "token:accent/0.14". Names become colours when drawn,
   so the theme and the printer decide them. Loaded only when a chart scrolls into view. */
(() => {
  "use strict";
  const LIBRARY = document.currentScript.dataset.plotly;
  /* The id under which Plotly's map library would inject a style: seeing it, it does not.
     It changes with the release; a test reads it out of the installed file. */
  const GUARD = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";
  const NAME = /^(tone|token):([\w-]+)(?:\/([\d.]+))?$/;
  const SANS = 'Inter, "Inter Variable", ui-sans-serif, system-ui, sans-serif';
  const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false, responsive: false };

  const root = document.documentElement;
  const probe = document.createElement("i");
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  const colour = (name, opacity = 1) => {
    probe.style.color = `var(--${name})`;
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = getComputedStyle(probe).color;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
    return `rgba(${red},${green},${blue},${opacity})`;
  };

  const coloured = (value) => {
    if (typeof value === "string") {
      const named = NAME.exec(value);
      return named ? colour(named[2], named[3]) : value;
    }
    if (Array.isArray(value)) return value.map(coloured);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coloured(part)]));
  };

  const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  const over = (base, own) => {
    const merged = { ...base };
    for (const [key, part] of Object.entries(own || {})) {
      merged[key] = isPlain(part) && isPlain(base[key]) ? over(base[key], part) : part;
    }
    return merged;
  };

  const axis = {
    showgrid: false, zeroline: false, showline: false, ticks: "", fixedrange: true,
    tickfont: { size: 11, color: "token:ink-3" },
  };

  const house = {
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: SANS, size: 12, color: "token:ink-2" },
    showlegend: false, hovermode: "x unified", hoverdistance: 40, dragmode: false,
    colorway: ["token:c1", "token:c2", "token:c3", "token:c4", "token:c5"],
    hoverlabel: {
      bgcolor: "token:surface", bordercolor: "token:line-2", align: "left",
      font: { family: SANS, size: 12, color: "token:ink" },
    },
    margin: { l: 38, r: 12, t: 12, b: 26 },
    xaxis: { ...axis, tickangle: 0, showline: true, linecolor: "token:line-2", ticks: "outside", ticklen: 4, tickcolor: "token:line-2" },
    yaxis: { ...axis, showgrid: true, gridcolor: "token:line", zeroline: true, zerolinecolor: "token:ink-3", rangemode: "tozero", nticks: 6 },
  };

  let library;
  const load = () =>
    (library ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = LIBRARY;
      script.id = GUARD;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }));

  const figures = new WeakMap();
  const figure = (plot) => {
    if (!figures.has(plot)) {
      figures.set(plot, JSON.parse(document.getElementById(plot.dataset.chart).textContent));
    }
    return figures.get(plot);
  };

  const draw = (plot) => {
    const { data, layout } = figure(plot);
    const size = { width: plot.clientWidth, height: plot.clientHeight };
    const whole = over(house, layout);
    const room = size.width - whole.margin.l - whole.margin.r;
    whole.xaxis = { nticks: Math.max(2, Math.floor(room / 60)), ...whole.xaxis };
    return Plotly.react(plot, coloured(data), { ...coloured(whole), ...size }, CONFIG);
  };

  const drawn = () => [...document.querySelectorAll("[data-chart].js-plotly-plot")];
  let timer;
  const redraw = () => {
    clearTimeout(timer);
    timer = setTimeout(() => drawn().forEach(draw), 80);
  };

  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        seen.unobserve(target);
        load().then(() => draw(target));
      }
    },
  );

  const watch = () =>
    document.querySelectorAll("[data-chart]:not(.js-plotly-plot)").forEach((plot) => seen.observe(plot));

  document.addEventListener("DOMContentLoaded", () => {
    probe.hidden = true;
    document.body.append(probe);
    watch();
  });
  document.addEventListener("htmx:afterSwap", watch);
  addEventListener("resize", redraw);
  addEventListener("themechange", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
})();
