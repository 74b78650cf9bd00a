// Sends what is scanned at this page, in its order, until the gateway has it; and says by a tone what became of it.
"use strict";

(() => {
  const AGAIN_MS = 2_000;
  const WAITING_MAX = 2_000; // some 300 KB, of the 5 MB that browsers keep; at the limit a scan is refused
  const NAMED_LENGTH_MAX = 40;
  const form = document.getElementById("scan-form");
  const input = form.elements.data;
  const device = form.elements.device.value;
  const status = document.getElementById("scan-waiting");
  const trouble = document.getElementById("scan-trouble");
  const store = "scans of " + device;
  // Milliseconds of tone and silence in turn, as a phone's buzz has them, too.
  const SIGNALS = { booked: [120], counted: [120], shown: [120], set: [120], "taken-back": [120], unknown: [100, 80, 100], refused: [600] };
  const PITCHES_HZ = { unknown: 660, refused: 220 };
  const PITCH_HZ = 880;
  let waiting = kept();
  let dropped = []; // since somebody scanned last
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
      ? filled(waiting.length === 1 ? form.dataset.waitingOne : form.dataset.waiting) : "";
  }

  function filled(pattern) {
    return pattern.replace("{0,number}", String(waiting.length));
  }

  function number() {
    return Date.now().toString(36) + "-" + Math.random().toString(36).slice(2, 12);
  }

  // Whether it is kept until the gateway has it.
  function scan(data, symbology = "unknown") {
    if (data === "") return false;
    dropped = [];
    if (waiting.length >= WAITING_MAX) {
      refuse(filled(form.dataset.full));
      return false;
    }
    trouble.hidden = true;
    waiting.push({ data, symbology, scanId: number(), at: Date.now() });
    keep();
    send();
    return true;
  }

  function refuse(text) {
    trouble.textContent = text;
    trouble.hidden = false;
    signal("refused");
  }

  function drop({ data }) {
    dropped.push(data.length > NAMED_LENGTH_MAX ? data.slice(0, NAMED_LENGTH_MAX) + "…" : data);
    refuse(form.dataset.unfit + " " + dropped.join(", "));
  }

  async function send() {
    if (sending) return;
    sending = true;
    while (waiting.length > 0) {
      const { fresh, notice } = await post(waiting[0]);
      if (fresh && (notice === null || notice === "unfit")) {
        const done = waiting.shift();
        keep();
        if (notice === null) show(fresh);
        else drop(done);
      } else {
        sending = false;
        keep();
        sending = true;
        await new Promise((next) => setTimeout(next, AGAIN_MS));
      }
    }
    sending = false;
    keep();
  }

  // The page that the gateway answers with, and its notice when the scan was not taken; nothing of what others on the way say.
  async function post({ data, symbology = "unknown", scanId, at }) {
    try {
      const body = new URLSearchParams({ device, data, symbology, scanId, ago: String(Math.max(0, Date.now() - at)) });
      const answer = await fetch("/scan", { method: "POST", body });
      const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
      return { fresh: page && page.getElementById("scan"), notice: new URL(answer.url).searchParams.get("notice") };
    } catch {
      return {}; // no connection
    }
  }

  function show(fresh) {
    document.getElementById("scan").replaceWith(document.adoptNode(fresh));
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
    signal(document.getElementById("scan").dataset.result);
  }

  // Who holds a phone to a code has it in the hand.
  function signal(result) {
    const pattern = SIGNALS[result] || [];
    if (byCamera && pattern.length > 0 && navigator.vibrate) navigator.vibrate(pattern);
    if (!sound) return;
    let from = sound.currentTime;
    pattern.forEach((lengthMs, turn) => {
      const until = from + lengthMs / 1_000;
      if (turn % 2 === 0) play(PITCHES_HZ[result] || PITCH_HZ, from, until);
      from = until;
    });
  }

  function play(pitch, from, until) {
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = pitch;
    tone.connect(volume).connect(sound.destination);
    tone.start(from);
    tone.stop(until);
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
      if (scan(input.value.trim())) input.value = "";
    } else if (event.submitter) {
      scan(event.submitter.value);
    }
  });

  send();
})();
