// Keeps the page as it is on the gateway: swaps what changed by its id, and lets the ages grow.
"use strict";

(() => {
  const QUIET_MAX_MS = 25_000; // the gateway says something every 10 s
  const AGAIN_MS = 5_000;
  const body = document.body;
  const line = document.getElementById("line");
  const said = body.dataset;
  let source = null;
  let stamp = said.stamp;
  let heard = Date.now();
  // The gateway's clock is the one that counts; a tablet's may be minutes off.
  let clockAhead = 0;
  const scan = document.getElementById("scan");
  const live = document.getElementById("devices") ? "/live"
    : document.getElementById("stock") ? "/live/stock"
      : scan ? "/live/scans?device=" + encodeURIComponent(scan.dataset.device) : null;

  function fill(pattern, number) {
    return pattern.replace("{0,number}", String(number));
  }

  function age(seconds) {
    if (seconds < 2) return said.now;
    if (seconds < 60) return fill(said.seconds, Math.floor(seconds));
    if (seconds < 3600) return fill(said.minutes, Math.floor(seconds / 60));
    if (seconds < 86400) return fill(said.hours, Math.floor(seconds / 3600));
    return fill(said.days, Math.floor(seconds / 86400));
  }

  function grow() {
    for (const time of document.querySelectorAll("time[datetime]")) {
      const seconds = Math.max(0, (Date.now() + clockAhead - Date.parse(time.dateTime)) / 1000);
      const text = age(seconds);
      if (time.textContent !== text) time.textContent = text;
      const device = time.closest(".device.good");
      if (device) hush(device, seconds);
    }
    if (source && Date.now() - heard > QUIET_MAX_MS) lost(true);
  }

  // Who stops speaking changes nothing on the gateway, so no news of it comes from there.
  function hush(device, seconds) {
    const limit = Number(device.dataset.silentAfter);
    if (limit === 0 || seconds <= limit || body.classList.contains("lost")) return;
    device.classList.replace("good", "warn");
    const badge = document.createElement("span");
    badge.className = "badge warn";
    badge.textContent = device.dataset.silent;
    device.querySelector("time").before(badge);
  }

  function titles(attention) {
    const concerns = attention.querySelectorAll("li .strong");
    return [...(concerns.length > 0 ? concerns : attention.querySelectorAll("h2"))].map((each) => each.textContent);
  }

  // Only what is new is read out: the list comes again whenever an age in it has changed.
  function announce(old, fresh) {
    const known = titles(old);
    const news = titles(fresh).filter((each) => !known.includes(each));
    if (news.length > 0) document.getElementById("news").textContent = news.join(". ");
  }

  // What tells a link or a button from the others.
  function aim(element) {
    return (element.form ? element.form.getAttribute("action") : element.getAttribute("href")) + (element.ariaLabel || "");
  }

  function swap(fresh) {
    const old = document.getElementById(fresh.id);
    if (old) {
      if (fresh.id === "attention") announce(old, fresh);
      const focused = old.contains(document.activeElement) ? aim(document.activeElement) : null;
      const across = [...old.querySelectorAll(".scroll")].map((each) => each.scrollLeft);
      old.replaceWith(fresh);
      fresh.querySelectorAll(".scroll").forEach((each, index) => { each.scrollLeft = across[index] || 0; });
      if (focused) {
        for (const each of fresh.querySelectorAll("a[href], button, .scroll")) {
          if (aim(each) === focused) each.focus({ preventScroll: true });
        }
      }
    } else if (fresh.classList.contains("device")) {
      const devices = document.getElementById("devices");
      const next = [...devices.children].find((each) => each.id > fresh.id);
      devices.insertBefore(fresh, next || null);
    }
  }

  function news(event) {
    heard = Date.now();
    stamp = event.lastEventId || stamp;
    const holder = document.createElement("template");
    holder.innerHTML = event.data;
    for (const fresh of [...holder.content.children]) swap(fresh);
    found();
    grow();
  }

  async function stock(event) {
    heard = Date.now();
    stamp = event.lastEventId || stamp;
    found();
    await anew();
  }

  // Each page of the stock shows something else, so it asks for itself; what somebody is typing stays.
  async function anew() {
    const typing = document.activeElement && document.activeElement.matches("#stock input:not([type=hidden])");
    const answer = typing ? null : await fetch(location.href).catch(() => null);
    // Where no news comes by itself, this is how one knows.
    if (!live && !typing) (answer && answer.ok ? found : lost)(false);
    if (!answer || !answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["stock", "lines", "scan", "clouds"]) {
      const part = fresh.getElementById(id);
      if (part) swap(document.adoptNode(part));
    }
  }

  // Unless this page has fetched that answer itself.
  async function scanned(event) {
    if (Number(event.lastEventId) > Number(document.getElementById("scan").dataset.position) || event.data === "count") await stock(event);
    else found();
  }

  function found() {
    body.classList.remove("lost");
    if (line.textContent !== line.dataset.on) line.textContent = line.dataset.on;
  }

  function lost(again) {
    body.classList.add("lost");
    const text = line.dataset.off + ". " + line.dataset.more;
    if (line.textContent !== text) line.textContent = text;
    if (again && source) {
      source.close();
      source = null;
      setTimeout(connect, AGAIN_MS);
    }
  }

  function connect() {
    source = new EventSource(live + (scan ? "&" : "?") + "since=" + encodeURIComponent(stamp));
    heard = Date.now();
    source.onopen = () => { heard = Date.now(); found(); };
    source.onmessage = news;
    source.addEventListener("stock", stock);
    source.addEventListener("scan", scanned);
    source.onerror = () => lost(source.readyState === EventSource.CLOSED);
  }

  // A page that the browser shows again from its memory is old.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  const atServer = Date.parse(said.at);
  if (!Number.isNaN(atServer)) clockAhead = atServer - Date.now();
  if (live) connect();
  if (live || document.querySelector("[data-every]")) setInterval(grow, 1000);
  // What sensors show is no news of the stock, nor is what goes to clouds.
  const often = document.querySelector("[data-every]");
  if (often) setInterval(() => { if (!document.hidden && (!live || !body.classList.contains("lost"))) anew(); }, 1000 * often.dataset.every);
})();
