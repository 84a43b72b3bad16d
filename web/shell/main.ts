// Start: everything is fetched at once, the UI module starts as soon as it is compiled, the store starts beside it.

import { Surface } from "./canvas";
import { canScan } from "./capture/scan";
import { DownloadError, download } from "./download";
import { showFailure } from "./failure";
import { Installer } from "./install";
import { loadModule } from "./modules";
import { currentUrl } from "./navigation";
import { returnToPlace } from "./place";
import { storedPreferences } from "./preferences";
import type { ModuleKind, UiEvent } from "./protocol";
import { Shell } from "./shell";
import { StoreLink } from "./store_link";
import { zoneOffset, type UiLink } from "./ui_link";
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

/** Errors of extensions and of other origins are not ours to stop for. */
function isOwnError(event: ErrorEvent): boolean {
  return event.error instanceof WebAssembly.RuntimeError || event.filename.startsWith(location.origin);
}

/** "refused": a private window of some browsers has the interface but does not open it. */
async function storage(): Promise<"refused" | "empty" | "used"> {
  let root: FileSystemDirectoryHandle;
  try {
    root = await navigator.storage.getDirectory();
  } catch {
    return "refused";
  }
  const first = await root.keys().next().catch(() => null);
  return first?.done ? "empty" : "used";
}

async function start(): Promise<void> {
  const module = loadModule();
  const fonts = Promise.all(ASSETS.fonts.map(async (url) => (await download(url)).arrayBuffer()));
  // Whoever awaits them reports the failure; before that it is not unhandled, only early.
  for (const early of [module, fonts]) early.catch(() => undefined);
  const surface = Surface.create(part("canvas") as HTMLCanvasElement);
  if (!surface) return showFailure("no_webgl");
  const kept = await storage();
  if (kept === "refused") return showFailure("no_storage");
  // The first time on this device nobody is signed in: the form comes first, and does not share a slow network with the store.
  if (kept === "empty") await Promise.allSettled([module, fonts]);

  let shell: Shell | undefined;
  const early: UiEvent[] = [];
  const installer = new Installer((event) => (shell ? shell.send(event) : early.push(event)));
  const failed = (error: unknown) => {
    showFailure("crash", error);
    worker.terminate();
  };
  const worker = new Worker(ASSETS.store, { type: "module", name: "store" });
  const store = new StoreLink(
    worker,
    (event) => (shell ? shell.send(event) : early.push(event)),
    (error) => (shell ? shell.stop(error) : failed(error)),
  );
  let ui: UiLink;
  let kind: ModuleKind;
  let fontBytes: ArrayBuffer[];
  try {
    [{ ui, kind }, fontBytes] = await Promise.all([module, fonts]);
  } catch (error) {
    worker.terminate();
    return showFailure(error instanceof DownloadError ? "no_download" : "crash", error);
  }

  returnToPlace();
  ui.useContext(surface.context);
  const stored = storedPreferences();
  ui.send({
    type: "init",
    language: stored.language ?? navigator.language,
    storedTheme: stored.theme ?? "",
    url: currentUrl(),
    now: Date.now(),
    zone: zoneOffset(),
    canScan: canScan(),
    keepsNothing: kept === "empty",
  });
  fontBytes.forEach((font, kind) => ui.font(kind, font));
  shell = new Shell(
    ui,
    surface,
    store,
    { probe: part("probe"), mirror: part("mirror"), live: part("live"), skeleton: part("skeleton") },
    installer,
    kind,
    failed,
  );
  const running = shell;
  for (const event of early) running.send(event);
  window.__idle = () => running.idle;
  addEventListener("error", (event) => {
    if (isOwnError(event)) running.stop(event.error ?? event.message);
  });
  addEventListener("unhandledrejection", (event) => running.stop(event.reason));

  // Fields with the focus show their own text, in the face that the canvas draws; so does text in other scripts, with its Latin words.
  const faces = ["400", "500"].map((weight, kind) => new FontFace("Constat", fontBytes[kind]!, { weight }));
  for (const face of faces) document.fonts.add(face);
  await Promise.all(faces.map((face) => face.load()));
  running.send({ type: "faces" });
  await keepUpToDate(ASSETS.serviceWorker, (event) => running.send(event)).catch((error: unknown) =>
    console.warn("no offline start:", error),
  );
}

start().catch((error: unknown) => showFailure("crash", error));
