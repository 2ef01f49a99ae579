// Words as readers type them, made into keys: the twin of macros/search/terms.py.
const searchTerms = (function () {
  "use strict";

  /** @type {Record<string, string>} */
  const letters = { æ: "a", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ß: "ss" };
  const grouped = /(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/g;
  const colon = /(?<=[\p{L}\p{N}]):[a-zåäöæø]{1,6}(?![\p{L}\p{N}_])/gu;
  const token = /\d+(?:[.,]\d+)+|[\p{L}\p{N}]+/gu;
  const shortest = 3;

  /** @param {string} word what people leave out or mix up is gone */
  function fold(word) {
    const plain = word.toLowerCase().replace(/[æøđðłþß]/g, (sign) => letters[sign])
      .normalize("NFD").replace(/\p{M}/gu, "")
      .replace(/ae/g, "a").replace(/oe/g, "o").replace(/\./g, ",");
    let single = "", last = "";
    for (const sign of plain) {
      if (sign !== last || "0123456789,".includes(sign)) single += sign;
      last = sign;
    }
    return single;
  }

  /** @param {string} text @returns {string[]} its words and numbers, as they stand there */
  function tokens(text) {
    const whole = text.normalize("NFC").replace(/\u00ad/g, "");
    return whole.replace(grouped, "").replace(colon, "").match(token) || [];
  }

  /**
   * The same words with their places in the text, for marking.
   * @param {string} text
   * @returns {{word: string, at: number, end: number}[]}
   */
  function places(text) {
    const wide = /\d+(?:[\s\u00a0\u202f]\d{3}(?!\d))+|\d+(?:[.,]\d+)+|[\p{L}\p{N}\u00ad]+/gu;
    return [...text.matchAll(wide)].map((match) => ({
      word: match[0].replace(/[\s\u00a0\u202f\u00ad]/g, ""),
      at: match.index || 0,
      end: (match.index || 0) + match[0].length,
    }));
  }

  /** @param {string} folded @param {string[][]} endings @returns {string} */
  function stem(folded, endings) {
    for (const row of endings) {
      const found = row.find((e) => folded.length - e.length >= shortest && folded.endsWith(e));
      if (found) folded = folded.slice(0, -found.length);
    }
    return folded;
  }

  return { fold, tokens, places, stem };
})();
