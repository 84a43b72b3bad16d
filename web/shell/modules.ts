// Which of the two UI modules runs (docs/ui-protocol.md), and the change from the field module to the whole one: its files
// are brought first, so that a phone without a network is never left with neither.

import createField from "constat-field";
import type { CreateUi } from "constat-field";
import { DownloadError, download } from "./download";
import type { ModuleKind, UiEvent } from "./protocol";
import { UiLink } from "./ui_link";
import { kWholeCache } from "./whole_cache";

/** Says nothing of the person but whether they need the whole module: kept when they sign out, for who comes next is often them. */
const kKey = "constat.module";

function remembered(): ModuleKind {
  try {
    return localStorage.getItem(kKey) === "whole" ? "whole" : "field";
  } catch {
    return "field";
  }
}

/** False: this browser forgets it, and would start the same module again. */
function remember(kind: ModuleKind): boolean {
  try {
    if (kind === "field") localStorage.removeItem(kKey);
    else localStorage.setItem(kKey, kind);
  } catch {
    return false;
  }
  return remembered() === kind;
}

/** The module that this device used last; the field module when the whole one cannot be had. */
export async function loadModule(): Promise<{ ui: UiLink; kind: ModuleKind }> {
  if (remembered() === "whole") {
    try {
      const [create, wasm] = await Promise.all([wholeScript(), download(ASSETS.whole.wasm)]);
      return { ui: await UiLink.load(create, Promise.resolve(wasm)), kind: "whole" };
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
    }
  }
  return { ui: await UiLink.load(createField, download(ASSETS.fieldWasm)), kind: "field" };
}

async function wholeScript(): Promise<CreateUi> {
  const url = `./${ASSETS.whole.script}`;
  try {
    return ((await import(url)) as { default: CreateUi }).default;
  } catch (error) {
    await download(url); // an error of its own when it is not the script's fault
    throw error;
  }
}

export class Modules {
  private needed: ModuleKind | null = null;
  private work: Promise<void> = Promise.resolve();
  private busy = 0;

  constructor(
    private readonly running: ModuleKind,
    private readonly send: (event: UiEvent) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  get idle(): boolean {
    return this.busy === 0;
  }

  /** Told by the UI: what the person and the page on screen need. */
  need(kind: ModuleKind): void {
    this.needed = kind;
    this.busy++;
    this.work = this.work.then(() => this.provide(kind)).then((leaving) => {
      if (!leaving) this.busy--;
    }, this.failed);
  }

  /** True: the page starts anew, with the other module. */
  private async provide(kind: ModuleKind): Promise<boolean> {
    if (kind === "field") {
      remember("field");
      await forgetWhole();
      return false;
    }
    const kept = await keepWhole();
    if (this.needed !== "whole") return false;
    if (this.running === "whole") {
      remember("whole");
    } else if (!kept) {
      this.send({ type: "module", unreachable: true });
    } else if (!remember("whole")) {
      throw new Error("this browser keeps no localStorage");
    } else {
      location.reload();
      return true;
    }
    return false;
  }
}

async function keepWhole(): Promise<boolean> {
  const files = [ASSETS.whole.script, ASSETS.whole.wasm];
  // Without a cache there is no offline start either; the browser's own brings them again at once.
  const cache = await openCache();
  try {
    await Promise.all(files.map(async (file) => {
      if (!cache) await (await download(file)).arrayBuffer();
      else if (!(await cache.match(file))) await cache.add(file);
    }));
    return true;
  } catch {
    return false;
  }
}

async function forgetWhole(): Promise<void> {
  if ("caches" in globalThis) await caches.delete(kWholeCache).catch(() => false);
}

async function openCache(): Promise<Cache | null> {
  return "caches" in globalThis ? caches.open(kWholeCache).catch(() => null) : null;
}
