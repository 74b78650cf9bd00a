// Finds codes in pictures, in a thread of its own. The library is WebAssembly, which only this worker's rules allow.
"use strict";

importScripts("/assets/zxing-wasm/reader.js");

ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => "/assets/zxing-wasm/reader.wasm" } });

const KINDS = ["EAN13", "EAN8", "UPCA", "UPCE", "Code128", "Code39", "ITF", "QRCode", "DataMatrix"];

// By AIM identifier (ISO/IEC 15424). The library gives the 13 digits of a UPC too.
const SYMBOLOGIES = [[/^\]A/, "code-39"], [/^\]C1/, "gs1-128"], [/^\]C/, "code-128"], [/^\]E[03]/, "ean-13"], [/^\]E4/, "ean-8"],
  [/^\]I/, "itf"], [/^\]Q[34]/, "gs1-qr-code"], [/^\]Q/, "qr-code"], [/^\]d[25]/, "gs1-data-matrix"], [/^\]d/, "data-matrix"]];

function symbology(identifier) {
  const known = SYMBOLOGIES.find(([pattern]) => pattern.test(identifier));
  return known ? known[1] : "unknown";
}

onmessage = async ({ data: { picture, careful } }) => {
  try {
    const found = await ZXingWASM.readBarcodes(picture, { formats: KINDS, textMode: "Plain", tryHarder: true, tryInvert: careful });
    postMessage(found.map(({ text, symbologyIdentifier, position: { topLeft: from, bottomRight: to } }) =>
      ({ data: text, symbology: symbology(symbologyIdentifier), x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })));
  } catch {
    postMessage(null);
  }
};
