// Start: everything is fetched at once, the UI module starts as soon as it is compiled, the store starts beside it.

import { Surface } from "./canvas";
import { showFailure } from "./failure";
import { currentUrl } from "./navigation";
import { storedPreferences } from "./preferences";
import { Shell } from "./shell";
import { StoreLink } from "./store_link";
import { UiLink, zoneOffset } from "./ui_link";
import { keepUpToDate } from "./updates";

declare global {
  interface Window {
    /** For tests: no frame is due and the store has answered everything. */
    __idle?: () => boolean;
  }
}

function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no #${id}`);
  return element;
}

async function bytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response.arrayBuffer();
}

/** A private window of some browsers has the interface but refuses to open it. */
async function hasStorage(): Promise<boolean> {
  try {
    await navigator.storage.getDirectory();
    return true;
  } catch {
    return false;
  }
}

async function start(): Promise<void> {
  const wasm = fetch(ASSETS.uiWasm);
  const fonts = ASSETS.fonts.map(bytes);
  const surface = Surface.create(part("canvas") as HTMLCanvasElement);
  if (!surface) return showFailure("no_webgl");
  if (!(await hasStorage())) return showFailure("no_storage");

  let shell: Shell | undefined;
  const failed = (error: unknown) => {
    showFailure("crash", error);
    worker.terminate();
  };
  const worker = new Worker(ASSETS.store, { type: "module", name: "store" });
  const store = new StoreLink(
    worker,
    (event) => shell?.send(event),
    (error) => (shell ? shell.stop(error) : failed(error)),
  );
  let ui: UiLink;
  let fontBytes: ArrayBuffer[];
  try {
    [ui, fontBytes] = await Promise.all([UiLink.load(wasm), Promise.all(fonts)]);
  } catch (error) {
    worker.terminate();
    return showFailure("no_download", error);
  }

  ui.useContext(surface.context);
  const stored = storedPreferences();
  ui.send({
    type: "init",
    language: stored.language ?? navigator.language,
    storedTheme: stored.theme ?? "",
    url: currentUrl(),
    now: Date.now(),
    zone: zoneOffset(),
  });
  fontBytes.forEach((font, kind) => ui.font(kind, font));
  shell = new Shell(
    ui,
    surface,
    store,
    { probe: part("probe"), mirror: part("mirror"), live: part("live"), skeleton: part("skeleton") },
    failed,
  );
  const running = shell;
  window.__idle = () => running.idle;
  addEventListener("error", (event) => running.stop(event.error ?? event.message));
  addEventListener("unhandledrejection", (event) => running.stop(event.reason));

  // Fields with the focus show their own text, in the face that the canvas draws.
  const face = new FontFace("Constat", fontBytes[0]!);
  document.fonts.add(face);
  await face.load();
  await keepUpToDate(ASSETS.serviceWorker, (event) => running.send(event)).catch((error: unknown) =>
    console.warn("no offline start:", error),
  );
}

start().catch((error: unknown) => showFailure("crash", error));
