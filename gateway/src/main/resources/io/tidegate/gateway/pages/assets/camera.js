// Finds codes in what the camera shows, or in a photo. Pictures stay in this browser; scan.js sends what they say.
"use strict";

(() => {
  const LIVE_EDGE_PX = 1280;
  const PHOTO_EDGES_PX = [1280, 2560]; // a small code in a large photo is found at the second try
  const PAUSE_MS = 60; // for the battery
  const SURE_FRAMES = 2; // one alone may be misread
  // A code is gone when it was missed that often and for that long; one blurred picture does not scan it again.
  const GONE_FRAMES = 3;
  const GONE_MS = 1_000;
  const IDLE_MS = 300_000;
  const FNC1 = "\u001d";
  const KINDS = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "code_39", "itf", "qr_code", "data_matrix"];
  const OF_GS1 = { code_128: "gs1-128", qr_code: "gs1-qr-code", data_matrix: "gs1-data-matrix" };
  const TROUBLE = { NotAllowedError: "denied", SecurityError: "denied", NotReadableError: "busy", AbortError: "busy" };
  const box = document.getElementById("camera");
  const say = box.dataset;
  const view = box.querySelector(".view");
  const video = box.querySelector("video");
  const open = box.querySelector(".open");
  const shut = box.querySelector(".shut");
  const light = box.querySelector(".light");
  const photo = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const canvas = document.createElement("canvas");
  const inView = new Map();
  let readers = null; // the first that works
  let worker = null;
  let stream = null;
  let turn = 0; // who waited for something in an earlier one has nothing to do any more
  let idle = 0;
  let sought = Promise.resolve(); // one picture after the other

  function tell(text) {
    status.textContent = text;
  }

  function grab(picture, width, height, edge) {
    const scale = Math.min(1, edge / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d", { willReadFrequently: true }).drawImage(picture, 0, 0, canvas.width, canvas.height);
  }

  // The browser's own reader, where it knows all that ours does.
  async function browsers() {
    const known = window.BarcodeDetector ? await BarcodeDetector.getSupportedFormats().catch(() => []) : [];
    if (!KINDS.every((kind) => known.includes(kind))) return [];
    const detector = new BarcodeDetector({ formats: KINDS });
    return [async () => (await detector.detect(canvas)).map(({ format, rawValue, boundingBox: place }) =>
      ({ ...told(format, rawValue), x: place.x + place.width / 2, y: place.y + place.height / 2 }))];
  }

  // It does not say which codes are of GS1, but an FNC1 may be left in the first place. The gateway finds out about the others.
  function told(format, text) {
    if (!OF_GS1[format]) return { data: text, symbology: format.replace("_", "-") };
    return text.startsWith(FNC1) ? { data: text.slice(1), symbology: OF_GS1[format] } : { data: text, symbology: "unknown" };
  }

  function library(careful) {
    worker ||= new Worker("/assets/decoder.js");
    return new Promise((done, failed) => {
      const broken = () => {
        if (worker) worker.terminate();
        worker = null;
        failed(new Error("the library did not load"));
      };
      worker.onmessage = ({ data }) => data ? done(data) : broken();
      worker.onerror = broken;
      const picture = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      worker.postMessage({ picture, careful }, [picture.data.buffer]);
    });
  }

  async function find(careful) {
    readers ||= [...await browsers(), library];
    try {
      return (await readers[0](careful)).filter((code) => code.data !== "");
    } catch (broken) {
      if (readers.length === 1) throw broken;
      readers.shift();
      return find(careful);
    }
  }

  function seek(picture, width, height, edge, careful) {
    sought = sought.catch(() => {}).then(() => {
      grab(picture, width, height, edge);
      return find(careful);
    });
    return sought;
  }

  function middle(codes) {
    const away = (code) => Math.hypot(code.x - canvas.width / 2, code.y - canvas.height / 2);
    return codes.reduce((a, b) => a && away(a) <= away(b) ? a : b, null);
  }

  function take({ data, symbology }) {
    document.dispatchEvent(new CustomEvent("code-seen", { detail: { data, symbology } }));
  }

  // Of several codes only the middle one counts, and it counts once until it has left.
  function look(found) {
    const now = performance.now();
    for (const seen of inView.values()) seen.missed += 1;
    for (const code of found) {
      const before = inView.get(code.data) || { times: 0, counted: false };
      inView.set(code.data, { ...code, times: before.times + 1, counted: before.counted, missed: 0, at: now });
    }
    for (const [data, seen] of inView) {
      if (seen.missed >= GONE_FRAMES && now - seen.at > GONE_MS) inView.delete(data);
    }
    const aimed = middle([...inView.values()]);
    if (aimed && aimed.missed === 0 && aimed.times >= SURE_FRAMES && !aimed.counted) {
      aimed.counted = true;
      stayOn();
      take(aimed);
    }
    view.classList.toggle("sees", inView.size > 0);
  }

  async function watch(mine) {
    while (turn === mine) {
      await new Promise((next) => video.requestVideoFrameCallback ? video.requestVideoFrameCallback(next) : setTimeout(next, PAUSE_MS));
      if (turn !== mine) return;
      if (video.videoWidth > 0) {
        const found = await seek(video, video.videoWidth, video.videoHeight, LIVE_EDGE_PX, false);
        if (turn !== mine) return;
        look(found);
      }
      await new Promise((next) => setTimeout(next, PAUSE_MS));
    }
  }

  // By the clock, not by its pictures: a camera from which none come any more is on all the same.
  function stayOn() {
    clearTimeout(idle);
    idle = setTimeout(() => stop(say.idle), IDLE_MS);
  }

  async function start() {
    stop(say.starting);
    const mine = turn;
    try {
      const given = await navigator.mediaDevices.getUserMedia(
        { audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } } });
      if (turn !== mine || document.hidden) {
        given.getTracks().forEach((track) => track.stop());
        return;
      }
      show(given);
    } catch (refused) {
      giveUp(mine, refused);
      return;
    }
    tell(say.aim);
    stayOn();
    video.play().catch((refused) => giveUp(mine, refused));
    await watch(mine).catch(() => turn === mine && stop(say.unread));
  }

  function giveUp(mine, refused) {
    if (turn === mine) stop(say[TROUBLE[refused.name] || "none"]);
  }

  function show(given) {
    const [track] = given.getVideoTracks();
    stream = given;
    track.onended = () => stop(say.none);
    video.srcObject = given;
    view.hidden = shut.hidden = false;
    open.hidden = true;
    light.hidden = !(track.getCapabilities && track.getCapabilities().torch);
    light.ariaPressed = "false";
    shut.focus({ preventScroll: true });
  }

  // Its light goes off, too.
  function stop(text) {
    turn += 1;
    clearTimeout(idle);
    inView.clear();
    view.classList.remove("sees");
    tell(text);
    if (!stream) return;
    stream.getTracks().forEach((track) => { track.onended = null; track.stop(); });
    stream = video.srcObject = null;
    const focused = box.contains(document.activeElement);
    view.hidden = shut.hidden = light.hidden = true;
    open.hidden = false;
    if (focused) open.focus({ preventScroll: true });
  }

  async function shine() {
    const on = light.ariaPressed !== "true";
    const done = await stream.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on }] }).then(() => true, () => false);
    if (done) light.ariaPressed = String(on);
    else light.hidden = true;
  }

  async function search(file) {
    stop(say.reading);
    const mine = turn;
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) {
      tell(say.unfit);
      return;
    }
    try {
      let found = [];
      for (const edge of PHOTO_EDGES_PX) {
        if (found.length > 0) break;
        found = await seek(picture, picture.width, picture.height, edge, true);
      }
      if (turn !== mine) return;
      tell(found.length > 0 ? "" : say.nothing);
      if (found.length > 0) take(middle(found));
    } catch {
      tell(say.unread);
    } finally {
      picture.close();
    }
  }

  function flash() {
    const said = document.querySelector("#scan .said");
    view.dataset.said = said ? ["good", "warn", "bad"].find((tone) => said.classList.contains(tone)) || "" : "";
    view.classList.remove("flash");
    void view.offsetWidth; // begins anew
    view.classList.add("flash");
  }

  open.addEventListener("click", start);
  shut.addEventListener("click", () => stop(""));
  light.addEventListener("click", shine);
  photo.addEventListener("change", () => {
    const [file] = photo.files;
    if (file) search(file);
    photo.value = "";
  });
  document.addEventListener("scan-answered", flash);
  document.addEventListener("visibilitychange", () => document.hidden && stream && stop(""));
  addEventListener("pagehide", () => stop(""));

  open.hidden = !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
  box.querySelector(".only").hidden = isSecureContext;
  box.hidden = false;
})();
