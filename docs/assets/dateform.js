/**
 * Days as Swedish, Danish and Finnish people write and type them: the twin of macros/dateform.py.
 * A day is a number: days since 1970-01-01.
 */
const dateform = (() => {
  "use strict";

  const DAY = 86400000; // ms
  const [FIRST, LAST] = [-354285, 2932896]; // the years 1000 to 9999
  const SPACES = /(^|\.)[ \t\r\n\u00a0\u202f]+|[ \t\r\n\u00a0\u202f]+$/g;
  const YEAR_FIRST = /^([1-9][0-9]{3})-([0-9]{1,2})-([0-9]{1,2})$/;
  const DAY_FIRST = /^([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})$/;

  /** @type {Record<number, string>} */
  const written = {};

  /** 2026-11-22, as files and links have it. @param {number} days */
  const iso = (days) =>
    (written[days] ??= new Date(Math.max(FIRST, Math.min(LAST, Math.floor(days))) * DAY)
      .toISOString()
      .slice(0, 10));

  /** @param {number} days @param {string} language */
  const write = (days, language) =>
    language === "sv" ? iso(days) : iso(days).split("-").reverse().map(Number).join(".");

  /** The day that somebody typed, or the reason why it cannot be read. @returns {Reading} */
  const read = (/** @type {string} */ text) => {
    text = text.replace(SPACES, "$1");
    const found = YEAR_FIRST.exec(text.replace(DAY_FIRST, "$4-$3-$1")) ?? [];
    const [year, month, day] = found.slice(1).map(Number);
    const value = Date.UTC(year, month - 1, day);
    // 31.2. would be a day of March; nothing typed has no month.
    const there = new Date(value).getUTCMonth() === month - 1;
    const reason = there ? null : text ? "date.not-a-date" : "number.empty";
    return { value: there ? value / DAY : null, reason, places: {} };
  };

  return { iso, write, read };
})();
