/**
 * Numbers as Swedish, Danish and Finnish people write and type them: the twin of
 * macros/numberform.py.
 * @typedef {{value: number | null, reason: string | null, places: Record<string, string>}} Reading
 */
const numberform = (() => {
  "use strict";

  const SPACES = "[ \\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]";
  const AROUND = new RegExp(`^(?:${SPACES}|[\\r\\n])+|(?:${SPACES}|[\\r\\n])+$`, "g");
  const GROUPED = new RegExp(`^[0-9]{1,3}(?:${SPACES}[0-9]{3})+(?![0-9])`);
  const PLAIN = /^[0-9]+(?:[.,][0-9]*)?$|^[.,][0-9]+$/;
  const DANISH = /^[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]*)?$/;
  const UNCLEAR = /^(0*[1-9][0-9]*)\.([0-9]{3})$/;
  const MOST_DIGITS = 15;

  /** @type {Record<string, Intl.NumberFormat>} */
  const writers = {};

  /**
   * The number with exactly so many decimals, or with as many as it has, but at most three; with
   * `more` up to so many beyond those, if it needs them.
   * @param {number} value
   * @param {string} language
   * @param {number | null} [decimals]
   * @param {number} [more]
   */
  const write = (value, language, decimals = null, more = 0) => {
    const options = {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: (decimals ?? 3) + more,
    };
    const key = `${language}${decimals}+${more}`;
    const writer = (writers[key] ??= new Intl.NumberFormat(language, options));
    const text = writer.format(value);
    return /[1-9]/.test(text) ? text : writer.format(0); // never -0
  };

  /** The number as it is written with so many decimals. @param {number} value @param {number} decimals */
  const rounded = (value, decimals) => {
    const [digits, power] = `${Math.abs(value)}`.split("e");
    const whole = Math.round(Number(`${digits}e${Number(power ?? 0) + decimals}`));
    return (Math.sign(value) * whole) / 10 ** decimals;
  };

  /** @param {string} reason @param {Record<string, string>} [places] @returns {Reading} */
  const refused = (reason, places = {}) => ({ value: null, reason: `number.${reason}`, places });

  /**
   * The number that somebody typed, or the reason why it cannot be read.
   * @param {string} text
   * @param {string} language
   * @returns {Reading}
   */
  const read = (text, language) => {
    text = text.replace(AROUND, "");
    if (!text) return refused("empty");
    const negative = /^[-\u2212]/.test(text);
    let body = (negative ? text.slice(1) : text).replace(AROUND, "");
    const grouped = GROUPED.exec(body);
    const unclear = UNCLEAR.exec(body);
    if (grouped) {
      body = grouped[0].replace(new RegExp(SPACES, "g"), "") + body.slice(grouped[0].length);
    } else if (language === "da" && DANISH.test(body)) {
      body = body.replace(/\./g, "");
    } else if (unclear) {
      const minus = negative ? (language === "da" ? "-" : "\u2212") : "";
      const fraction = unclear[2].replace(/0+$/, "");
      const decimal = unclear[1] + (fraction && `,${fraction}`);
      return refused("ambiguous", { whole: minus + unclear[1] + unclear[2], decimal: minus + decimal });
    }
    if (!PLAIN.test(body)) return refused("not-a-number");
    if (body.replace(/[.,]/g, "").replace(/^0+/, "").length > MOST_DIGITS) return refused("too-long");
    const value = Number(body.replace(",", "."));
    return { value: (negative ? -value : value) + 0, reason: null, places: {} };
  };

  return { write, rounded, read };
})();
