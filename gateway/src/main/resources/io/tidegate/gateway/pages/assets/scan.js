// Sends what is scanned at this page, in its order, until the gateway has it; and says by a tone what became of it.
"use strict";

(() => {
  const AGAIN_MS = 2_000;
  const WAITING_MAX = 200;
  const form = document.getElementById("scan-form");
  const input = form.elements.data;
  const device = form.elements.device.value;
  const status = document.getElementById("scan-waiting");
  const store = "scans of " + device;
  const TONES = { booked: [[0, 0.12]], counted: [[0, 0.12]], shown: [[0, 0.12]], set: [[0, 0.12]], "taken-back": [[0, 0.12]],
    unknown: [[0, 0.1], [0.18, 0.1]], refused: [[0, 0.6]] };
  let waiting = kept();
  let sending = false;
  let sound = null;
  let byCamera = false;
  let heard = shown();

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(store)) || [];
    } catch {
      return [];
    }
  }

  // A phone that loses its battery, or its network, still has what was scanned.
  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify(waiting));
    } catch {
      // Private windows keep nothing; the page itself still has it.
    }
    status.textContent = waiting.length > 1 || (waiting.length === 1 && !sending)
      ? form.dataset.waiting.replace("{0,number}", String(waiting.length)) : "";
  }

  function number() {
    return Date.now().toString(36) + "-" + Math.random().toString(36).slice(2, 12);
  }

  function scan(data, symbology = "unknown") {
    if (data === "" || waiting.length >= WAITING_MAX) return;
    waiting.push({ data, symbology, scanId: number(), at: Date.now() });
    keep();
    send();
  }

  async function send() {
    if (sending) return;
    sending = true;
    while (waiting.length > 0) {
      const next = waiting[0];
      const body = new URLSearchParams({ device, data: next.data, symbology: next.symbology || "unknown", scanId: next.scanId,
        ago: String(Math.max(0, Date.now() - next.at)) });
      const answer = await fetch("/scan", { method: "POST", body }).catch(() => null);
      const taken = answer && answer.ok && !new URL(answer.url).searchParams.has("notice");
      if (taken) {
        waiting.shift();
        show(await answer.text());
        keep();
      } else {
        sending = false;
        keep();
        sending = true;
        await new Promise((done) => setTimeout(done, AGAIN_MS));
      }
    }
    sending = false;
    keep();
  }

  function show(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("scan");
    if (fresh) document.getElementById("scan").replaceWith(document.adoptNode(fresh));
    tell();
    // On a phone its keyboard would cover what the camera sees.
    if (!byCamera) input.focus({ preventScroll: true });
  }

  function shown() {
    return Number(document.getElementById("scan").dataset.position);
  }

  // Also of what another scanner brought, which the page has fetched by itself.
  function tell() {
    if (shown() <= heard) return;
    heard = shown();
    document.dispatchEvent(new Event("scan-answered"));
    const tones = TONES[document.getElementById("scan").dataset.result] || [];
    if (!sound) return;
    for (const [from, length] of tones) {
      const tone = sound.createOscillator();
      const volume = sound.createGain();
      volume.gain.value = 0.2;
      tone.frequency.value = tones.length > 1 ? 660 : length > 0.3 ? 220 : 880;
      tone.connect(volume).connect(sound.destination);
      tone.start(sound.currentTime + from);
      tone.stop(sound.currentTime + from + length);
    }
  }

  // Browsers allow sound once somebody has touched the page.
  function wake() {
    if (!sound && window.AudioContext) sound = new AudioContext();
    if (sound && sound.state === "suspended") sound.resume();
  }

  document.addEventListener("code-seen", ({ detail: { data, symbology } }) => {
    byCamera = true;
    scan(data, symbology);
  });
  input.addEventListener("keydown", () => { byCamera = false; });
  addEventListener("pointerdown", wake);
  addEventListener("click", wake);
  addEventListener("keydown", wake);
  new MutationObserver(tell).observe(document.getElementById("main"), { childList: true, subtree: true });

  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action).pathname !== "/scan" || event.target.method !== "post") return;
    event.preventDefault();
    if (event.target === form) {
      scan(input.value.trim());
      input.value = "";
    } else if (event.submitter) {
      scan(event.submitter.value);
    }
  });

  send();
})();
