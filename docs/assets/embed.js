/**
 * For a page of somebody else's that shows our calculators: gives each `<iframe data-ips>` the
 * height that the calculator in it asks for, and does nothing else.
 *
 * A frame says `{ipsHeight: 1234}` (calculator.js). Messages from anywhere else are not read.
 */
(() => {
  "use strict";
  const MOST = 50000; // pixels; whatever asks for more is mistaken
  /** @returns {NodeListOf<HTMLIFrameElement>} */
  const frames = () => document.querySelectorAll("iframe[data-ips]");

  window.addEventListener("message", (event) => {
    for (const frame of frames()) {
      if (event.source !== frame.contentWindow) continue;
      const height = event.data && event.data.ipsHeight;
      if (Number.isFinite(height) && height > 0 && height < MOST) {
        frame.style.height = `${Math.ceil(height)}px`;
      }
    }
  });

  // A frame that was there first has said its height to nobody: ask it to say it again.
  for (const frame of frames()) {
    if (frame.contentWindow) frame.contentWindow.postMessage({ ipsHeight: null }, "*");
  }
})();
