// The page's side of the app: carries events to the UI module, runs its frames, and does what it asks for.

import { Device } from "./capture/device";
import { Files } from "./capture/files";
import { Pictures } from "./capture/pictures";
import { Announcer } from "./mirror/announcer";
import { FocusClip } from "./mirror/focus_clip";
import { MirrorInput } from "./mirror/input";
import { Mirror } from "./mirror/mirror";
import type { Surface } from "./canvas";
import { FrameLoop, type FrameResult } from "./frame_loop";
import type { Installer } from "./install";
import { Modules } from "./modules";
import { Navigation } from "./navigation";
import type { Drain, ModuleKind, PageFacts, UiEvent } from "./protocol";
import type { StoreLink } from "./store_link";
import type { UiLink } from "./ui_link";
import { Viewport } from "./viewport";

export interface PageParts {
  probe: HTMLElement;
  mirror: HTMLElement;
  live: HTMLElement;
  skeleton: HTMLElement;
}

export class Shell {
  private readonly loop: FrameLoop;
  private readonly viewport: Viewport;
  private readonly mirror: Mirror;
  private readonly input: MirrorInput;
  private readonly announcer: Announcer;
  private readonly focusClip: FocusClip;
  private bars = { top: 0, bottom: 0 };
  private readonly navigation: Navigation;
  private readonly scrolled = new Map<string, number>();
  private readonly files = new Files();
  private readonly device: Device;
  private readonly pictures: Pictures;
  private readonly modules: Modules;
  private viewportChanged = true;
  private drawn = false;

  constructor(
    private readonly ui: UiLink,
    private readonly surface: Surface,
    private readonly store: StoreLink,
    private readonly page: PageParts,
    installer: Installer,
    module: ModuleKind,
    private readonly failed: (error: unknown) => void,
  ) {
    this.loop = new FrameLoop(() => this.frame(), () => this.ui.send({ type: "tick" }));
    this.viewport = new Viewport(page.probe, () => {
      this.viewportChanged = true;
      this.loop.want();
    });
    const send = (event: UiEvent) => this.send(event);
    this.device = new Device(this.files, installer, send);
    this.pictures = new Pictures(ui, send);
    this.modules = new Modules(module, send, (error) => this.stop(error));
    this.mirror = new Mirror(
      page.mirror,
      (id, y) => this.noteScroll(id, y),
      (id, strokes) => send({ type: "pad", id, strokes }),
      (id, drawing) => send({ type: "files", id, files: [this.files.add(drawing)] }),
    );
    this.input = new MirrorInput(page.mirror, this.mirror, this.files, send);
    this.focusClip = new FocusClip(page.mirror);
    this.announcer = new Announcer(page.live);
    this.navigation = new Navigation((event) => this.send(event));
    addEventListener("scroll", () => this.noteScroll("page", scrollY), { passive: true });
    document.addEventListener("visibilitychange", () => this.visibilityChanged());
    addEventListener("pagehide", () => this.saveNow());
    surface.onLoss(() => {
      this.pictures.contextLost();
      this.send({ type: "gl_restored" });
    });
    this.loop.want();
  }

  send(event: UiEvent): void {
    try {
      this.ui.send(event);
    } catch (error) {
      this.stop(error);
      return;
    }
    this.loop.want();
  }

  /** No frame is due and the store has answered everything. */
  get idle(): boolean {
    return this.drawn && this.loop.idle && this.store.idle && this.device.idle && this.pictures.idle && this.modules.idle;
  }

  stop(error: unknown): void {
    this.loop.stop();
    this.failed(error);
  }

  private frame(): FrameResult {
    try {
      return this.draw();
    } catch (error) {
      this.stop(error);
      return { animate: false, wakeMs: null };
    }
  }

  private draw(): FrameResult {
    if (this.viewportChanged) {
      this.viewportChanged = false;
      this.surface.fit(this.viewport.size());
      this.ui.send(this.viewport.event());
    }
    for (const [host, y] of this.scrolled) this.ui.send({ type: "scroll", host, y });
    this.scrolled.clear();
    this.ui.frame(performance.now());
    const drain = this.ui.drain();
    this.apply(drain);
    this.focusClip.update(this.bars.top, this.viewport.size().height - this.bars.bottom);
    return { animate: drain.animate ?? false, wakeMs: drain.wakeMs ?? null };
  }

  private apply(drain: Drain): void {
    for (const request of drain.store ?? []) this.store.request(request);
    for (const request of drain.device ?? []) void this.device.request(request);
    if (drain.url) this.navigation.go(drain.url.hash, drain.url.replace ?? false);
    if (drain.page) this.setPage(drain.page);
    if (drain.mirror || drain.hosts) this.applyMirror(drain);
    if (drain.page?.scrollTo !== undefined && drain.page.scrollTo !== null) {
      scrollTo({ top: drain.page.scrollTo, behavior: "instant" });
    }
    if (drain.pictures) this.pictures.want(drain.pictures);
    for (const order of drain.pads ?? []) this.mirror.order(order);
    if (drain.pick !== undefined) this.input.openPicker(drain.pick);
    this.navigation.restoreScroll();
    if (drain.focus !== undefined) this.mirror.focus(drain.focus);
    this.input.checkFocus();
    for (const { text, assertive } of drain.announce ?? []) this.announcer.say(text, assertive ?? false);
    // Not on iOS.
    if (drain.vibrate) navigator.vibrate?.(drain.vibrate);
    if (this.loop.lastOfBurst && !drain.animate) this.mirror.settle();
    if (drain.module) this.modules.need(drain.module);
    if (drain.reload) location.reload();
  }

  private applyMirror(drain: Drain): void {
    this.mirror.apply(drain.mirror ?? {}, drain.hosts);
    const { width, height } = this.viewport.size();
    this.bars = this.mirror.bars(height, width);
    const style = document.documentElement.style;
    style.scrollPaddingTop = `${this.bars.top}px`;
    style.scrollPaddingBottom = `${this.bars.bottom}px`;
    if (!this.drawn && this.mirror.size > 0) {
      this.drawn = true;
      this.page.skeleton.remove();
      performance.mark("constat-interactive");
    }
  }

  private setPage(page: PageFacts): void {
    const root = document.documentElement;
    if (page.title !== undefined) document.title = page.title;
    if (page.lang !== undefined) root.lang = page.lang;
    if (page.theme !== undefined) root.dataset["theme"] = page.theme;
    if (page.height !== undefined) document.body.style.height = `${page.height}px`;
    if (page.background === undefined) return;
    root.style.backgroundColor = page.background;
    document.querySelector<HTMLMetaElement>("meta[name=theme-color]")!.content = page.background;
  }

  private noteScroll(host: string, y: number): void {
    if (host === "page") this.navigation.scrolled();
    this.scrolled.set(host, y);
    this.loop.want();
  }

  private visibilityChanged(): void {
    if (document.hidden) this.rememberNow();
    this.send({ type: "visibility", hidden: document.hidden });
    if (document.hidden) this.loop.flush();
    this.loop.visibilityChanged();
  }

  /** What was typed goes to the store now: the browser may not run this page again. */
  private saveNow(): void {
    this.rememberNow();
    this.loop.flush();
  }

  private rememberNow(): void {
    this.input.commitFocused();
    this.navigation.rememberScroll();
  }
}
