/**
 * Lets a reader answer the questions of a quiz (macros/quiz.py): marks every option, says whether
 * it was right and why, and begins again. Nothing is counted, stored or sent. No word stands here.
 *
 * @typedef {{right: Record<string, any>, words: Record<string, string>}} Quiz
 */
(() => {
  "use strict";

  // Check mark and dash: right and wrong differ in form, not in colour alone.
  const SIGNS = { right: "M4 12.5l5 5L20 6.5", wrong: "M4 12h16" };

  /** @param {ParentNode} where @param {string} selector @returns {any[]} */
  const all = (where, selector) => [...where.querySelectorAll(selector)];

  /** The sentence with its places filled. @param {string} text @param {Record<string, any>} places */
  const fill = (text, places) => text.replace(/{(\w+)}/g, (_, name) => places[name]);

  /** Puts sign and words into an element. @param {any} at @param {"right" | "wrong"} kind @param {string} text */
  const say = (at, kind, text) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", SIGNS[kind]);
    svg.append(path);
    at.replaceChildren(svg, text);
  };

  /** @param {HTMLElement} box one question @param {Quiz} quiz @param {Element} moved where moves are said */
  const start = (box, { right, words }, moved) => {
    const { kind = "", question = "" } = box.dataset;
    const key = right[question];
    const [said, go, again] = [".quiz-said", ".quiz-go", ".quiz-again"].map((each) => all(box, each)[0]);
    const inputs = all(box, "input, select");
    const lines = () => all(box, ".quiz-option");
    const first = lines();

    /** Marks an option or a line. @param {any} line @param {"right" | "wrong"} sign @param {string} text */
    const mark = (line, sign, text, own = true) => {
      line.dataset.mark = own ? sign : `other-${sign}`;
      say(all(line, ".quiz-mark")[0], sign, text);
    };

    /** No old answer stands beside a new choice. */
    const clear = () => {
      for (const line of lines()) {
        delete line.dataset.mark;
        all(line, ".quiz-mark")[0].textContent = "";
      }
      said.textContent = "";
      delete said.dataset.mark;
      again.hidden = true;
    };

    /** Whether everything is right; marks each line on the way. @type {Record<string, () => boolean>} */
    const marked = {
      choice: () =>
        inputs.map((input) => {
          const good = key.includes(input.value);
          const name = input.checked ? `chosen-${good ? "right" : "wrong"}` : good ? "missed" : "rest";
          mark(input.parentNode, good ? "right" : "wrong", words[`mark.${name}`], input.checked);
          return good === input.checked;
        }).every(Boolean),
      order: () =>
        lines().map((line, at) => {
          const place = key.indexOf(line.dataset.value);
          const good = place === at;
          mark(line, good ? "right" : "wrong", good ? words["mark.place-right"] : fill(words["mark.place"], { n: place + 1 }));
          return good;
        }).every(Boolean),
      match: () =>
        inputs.map((select) => {
          const good = key[select.name] === select.value;
          const text = [...select.options].find((each) => each.value === key[select.name]).text;
          mark(select.parentNode, good ? "right" : "wrong", good ? words["mark.pair-right"] : fill(words["mark.pair"], { text }));
          return good;
        }).every(Boolean),
    };

    const answer = () => {
      clear();
      const open =
        kind === "match" ? inputs.some((each) => !each.value)
          : kind !== "order" && !inputs.some((each) => each.checked);
      if (open) {
        said.textContent = words[`choose.${kind}`];
        return;
      }
      const good = (marked[kind] ?? marked.choice)();
      const verdict = document.createElement("p");
      verdict.className = "quiz-verdict";
      say(verdict, good ? "right" : "wrong", words[`verdict.${good ? "right" : "wrong"}`]);
      const parts = all(box, good ? ".quiz-answer > .quiz-because" : ".quiz-answer > :not(summary)");
      said.dataset.mark = good ? "right" : "wrong";
      said.replaceChildren(verdict, ...parts.map((part) => part.cloneNode(true)));
      again.hidden = false;
    };

    /** The ends of an order lead no further; a button that is said to be off keeps the focus. */
    const ends = () => {
      const now = lines();
      for (const [at, line] of now.entries()) {
        const [up, down] = all(line, "button");
        up.setAttribute("aria-disabled", String(at === 0));
        down.setAttribute("aria-disabled", String(at === now.length - 1));
      }
    };

    /** Moves the neighbour across, so that the line itself, and the focus in it, stays. @param {any} button */
    const move = (button) => {
      if (button.getAttribute("aria-disabled") === "true") return;
      clear();
      const line = button.closest(".quiz-option");
      if (button.dataset.move === "up") line.after(line.previousElementSibling);
      else line.before(line.nextElementSibling);
      ends();
      const now = lines();
      const text = all(line, ".quiz-text")[0].textContent;
      moved.textContent = fill(words.moved, { text, n: now.indexOf(line) + 1, total: now.length });
    };

    const restart = () => {
      clear();
      for (const input of inputs) {
        input.checked = false;
        if (input.options) input.value = "";
      }
      if (kind === "order") {
        first[0].parentNode.append(...first);
        ends();
      }
      all(box, "input, select, [data-move=down]")[0].focus();
    };

    for (const button of all(box, "[data-move]")) {
      button.hidden = false;
      button.addEventListener("click", () => move(button));
    }
    if (kind === "order") ends();
    for (const input of inputs) input.addEventListener("change", clear);
    go.addEventListener("click", answer);
    again.addEventListener("click", restart);
    go.hidden = false;
    all(box, ".quiz-answer")[0].hidden = true;
  };

  for (const root of all(document, "[data-quiz]")) {
    const quiz = JSON.parse(all(root, "script")[0].textContent);
    const moved = all(root, ".quiz-moved")[0];
    for (const box of all(root, ".quiz-question")) {
      if (box.dataset.kind !== "reflection") start(box, quiz, moved);
    }
  }
})();
