// Every screen has a URL: a hash. The browser's history is the only one.

import type { UiEvent } from "./protocol";

interface Place {
  scroll?: number;
}

export function currentUrl(): string {
  return location.hash || "#/";
}

export class Navigation {
  /** Where Back should land; asked for until the page is tall enough or the person scrolls. */
  private restore: number | null = null;
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

  /** Called while the page rests, so that the entry that is left knows where it was. */
  rememberScroll(): void {
    if (this.restore !== null) return;
    const scroll = Math.round(scrollY);
    if ((history.state as Place | null)?.scroll !== scroll) history.replaceState({ scroll }, "");
  }

  /** After a frame: goes back to where the person was on this entry, as soon as its content is there. */
  restoreScroll(): void {
    if (this.restore === null) return;
    if (document.documentElement.scrollHeight - innerHeight < this.restore) return;
    scrollTo({ top: this.restore, behavior: "instant" });
    this.restore = null;
  }

  /** A link of the page gives popstate and hashchange: told once. */
  private moved(scroll: number | null): void {
    const url = currentUrl();
    if (url === this.known) return;
    this.known = url;
    this.restore = scroll === null || scroll === 0 ? null : scroll;
    this.send({ type: "navigate", url });
  }
}
