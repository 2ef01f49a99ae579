/**
 * Where things stand in a calculator's chart: the twin of macros/calculator_chart.py (the rules)
 * and macros/calculator_drawings.py (which values stand where). The drawings come from the page;
 * this file moves what is in them.
 *
 * @typedef {[number, number]} Ends where an axis begins and ends
 */
const calculatorChart = (() => {
  "use strict";

  const { all } = takeaway;

  const BELOW = 34; // room for the numbers below an axis

  /** 1, 2, 5 or 10 times a power of ten. @param {number} highest @returns {number} */
  const axisEnd = (highest, end = 1) =>
    [1, 2, 5].map((step) => step * end).find((value) => value >= highest) ??
    axisEnd(highest, end * 10);

  /** An axis that holds these values and 0; no answer counts as 0. @param {any[]} values @returns {Ends} */
  const axis = (values) => {
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    return [low < 0 ? -axisEnd(-low) : 0, axisEnd(high)];
  };

  /** A measure to a tenth. @param {number} value */
  const tenths = (value) => String(Math.floor(value * 10 + 0.5) / 10);

  /** How far along the axis; what lies beyond stands at its end. @param {number} value @param {Ends} ends */
  const share = (value, [from, to]) => Math.min(1, Math.max(0, (value - from) / (to - from)));

  /** @param {Element[]} elements @param {string} name @param {string} value */
  const set = (elements, name, value) => {
    for (const element of elements) {
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  };

  /** @param {Element} element @param {boolean} shown */
  const show = (element, shown) => {
    if (shown) element.removeAttribute("display");
    else set([element], "display", "none");
  };

  /** Moves everything in the drawings to where this answer has it. */
  const draw = (
    /** @type {Taken} */ { root, data: { chart, kinds, language }, found, writer },
  ) => {
    const { values, out, scopes, columns } = found;
    const at = (/** @type {string} */ key) => values[key] ?? null;

    /** The numbers of an axis; the last one has the unit of the value so named. */
    const number = (
      /** @type {Element} */ svg,
      /** @type {string} */ selector,
      /** @type {Ends} */ [from, to],
      /** @type {string | undefined} */ name,
    ) => {
      const last = all(svg, selector).length - 1;
      all(svg, selector).forEach((tick, index) => {
        const text = numberform.write(from + ((to - from) * index) / last, language);
        const whole = name && index === last ? writer.inUnit(kinds[name][0], text) : text;
        if (tick.textContent !== whole) tick.textContent = whole;
      });
    };

    /** Bars, dots, intervals and marks. */
    const drawRows = (/** @type {SVGElement} */ svg, /** @type {number[]} */ [left, length, top, height, y]) => {
      const { bar, dot, other, mark, band } = chart;
      const [low, high] = chart.interval ?? [];
      const layers = [bar, dot, other, mark, low, high];
      /** @type {Ends} */
      const ends = chart.axis
        ? [chart.axis.from, chart.axis.to]
        : axis([...layers.flatMap((name) => columns[name] ?? []), ...(band ?? []).map(at)]);
      const scale = ends.join();
      const x = (/** @type {number | null} */ value) =>
        value === null ? "" : tenths(left + length * share(value, ends));
      let next = 0;
      for (const group of /** @type {any[]} */ (all(svg, "g"))) {
        const { row } = group.dataset;
        const scope = scopes[row];
        const index = out.has(row) ? -1 : next++;
        const place = `${index} ${scale}`;
        if (group.place === place && group.scope === scope) continue;
        Object.assign(group, { place, scope });
        const [b, d, o, m, l, h] = layers.map((name) => x(scope[name] ?? null));
        const start = x(Math.max(0, ends[0]));
        show(group, index >= 0);
        set([group], "transform", `translate(0 ${index < 0 ? 0 : top + index * height})`);
        set(all(group, ".chart-bar"), "d", b && `M${start} ${y - 9}H${b}v18H${start}Z`);
        set(all(group, "path.chart-dot"), "d", l && h && `M${l} ${y}H${h}M${l} ${y - 5}v10M${h} ${y - 5}v10`);
        set(all(group, ".chart-other"), "d", o && `M${o} ${y - 9}l9 9l-9 9l-9-9Z`);
        set(all(group, ".chart-goal"), "d", m && `M${m} ${y - 14}v28`);
        set(all(group, "circle"), "cx", d || "0");
        for (const circle of all(group, "circle")) show(circle, d !== "");
      }
      const bottom = top + next * height;
      set([svg], "height", `${bottom + BELOW}`);
      set([svg], "viewBox", `0 0 ${svg.getAttribute("width")} ${bottom + BELOW}`);
      number(svg, "[data-tick]", ends, bar ?? dot ?? other ?? mark);
      set(all(svg, "[data-tick]"), "y", `${bottom + 24}`);
      for (const line of all(svg, "[data-grid]")) {
        set([line], "d", `${line.getAttribute("d")}`.replace(/V.*/, `V${bottom}`));
      }
      const [from, to] = (band ?? []).map(at).map(x);
      set(all(svg, ".chart-band"), "d", from && to ? `M${from} 0H${to}V${bottom}H${from}Z` : "");
    };

    /** Lines over steps, with rings where a truth holds. */
    const drawLines = (/** @type {SVGElement} */ svg, /** @type {number[]} */ [left, length, top, height]) => {
      const { along, lines, dots, mark } = chart;
      const steps = columns[along].filter((step) => step !== null);
      /** @type {Ends} */
      const xs = steps.length ? [steps[0], steps[steps.length - 1]] : [0, 1];
      const ys = axis(lines.flatMap((/** @type {string} */ name) => columns[name]));
      const x = (/** @type {number} */ value) =>
        tenths(left + length * share(value, xs));
      /** `x y` of each step, or "". @param {string} name */
      const points = (name) =>
        columns[along].map((step, index) => {
          const value = columns[name][index];
          if (step === null || value === null) return "";
          return `${x(step)} ${tenths(top + height - height * share(value, ys))}`;
        });
      for (const name of lines) {
        // The line breaks where there is no value.
        const pen = (/** @type {string} */ point, /** @type {number} */ index, /** @type {string[]} */ line) =>
          point && (line[index - 1] ? "L" : "M") + point;
        set(all(svg, `[data-line=${name}]`), "d", points(name).map(pen).join(""));
      }
      const rings = points(lines[0]).map((point, index) =>
        point && dots && columns[dots][index] ? `M${point}m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0` : "",
      );
      const marked = at(mark);
      const within = marked !== null && xs[0] <= marked && marked <= xs[1];
      set(all(svg, ".chart-points"), "d", rings.join(""));
      set(all(svg, ".chart-goal"), "d", within ? `M${x(marked)} ${top}V${top + height}` : "");
      number(svg, "[data-tick]", xs, along);
      number(svg, "[data-level]", ys, undefined);
    };

    for (const svg of /** @type {any[]} */ (all(root, "svg[data-left]"))) {
      const numbers = ["left", "length", "top", "height", "y"].map((name) => Number(svg.dataset[name]));
      (chart.kind === "rows" ? drawRows : drawLines)(svg, numbers);
    }
  };

  return { draw };
})();
