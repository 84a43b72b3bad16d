// Every screen has a URL: a hash. The browser's history is the only one.

import type { UiEvent } from "./protocol";

interface Place {
  scroll?: number;
}

/** A person has come to rest: history.replaceState is limited to about three a second. */
const kRestMs = 300;
/** How long a screen may take to become as tall as it was. */
const kRestoreMs = 1500;

export function currentUrl(): string {
  return location.hash || "#/";
}

export class Navigation {
  /** Where Back should land: held while the screen fills, until the person does something. */
  private restore: { scroll: number; until: number } | null = null;
  private restTimer = 0;
  private known = currentUrl();

  constructor(private readonly send: (event: UiEvent) => void) {
    history.scrollRestoration = "manual";
    addEventListener("popstate", (event) => this.moved((event.state as Place | null)?.scroll ?? 0));
    addEventListener("hashchange", () => this.moved(null));
    for (const own of ["pointerdown", "wheel", "keydown"]) {
      addEventListener(own, () => (this.restore = null), { passive: true });
    }
  }

  go(hash: string, replace: boolean): void {
    if (hash === currentUrl() && location.hash !== "") return;
    this.known = hash;
    if (replace) {
      history.replaceState(null, "", hash);
    } else {
      this.rememberScroll();
      history.pushState(null, "", hash);
    }
  }

  /** The entry of this screen will know where the person was. */
  scrolled(): void {
    clearTimeout(this.restTimer);
    this.restTimer = window.setTimeout(() => this.rememberScroll(), kRestMs);
  }

  /** After a frame: to where the person was on this entry, as soon as its content is there. */
  restoreScroll(): void {
    if (this.restore === null) return;
    const { scroll, until } = this.restore;
    if (performance.now() > until) {
      this.restore = null;
    } else if (document.documentElement.scrollHeight - innerHeight >= scroll) {
      scrollTo({ top: scroll, behavior: "instant" });
    }
  }

  private rememberScroll(): void {
    clearTimeout(this.restTimer);
    const scroll = Math.round(scrollY);
    if ((history.state as Place | null)?.scroll !== scroll) history.replaceState({ scroll }, "");
  }

  /** A link of the page gives popstate and hashchange: told once. */
  private moved(scroll: number | null): void {
    const url = currentUrl();
    if (url === this.known) return;
    this.known = url;
    clearTimeout(this.restTimer);
    this.restore = scroll ? { scroll, until: performance.now() + kRestoreMs } : null;
    this.send({ type: "navigate", url });
  }
}
