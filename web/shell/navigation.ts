// Every screen has a URL: a hash. The browser's history is the only one.

import { keepPlace, scrollAtStart } from "./place";
import type { UiEvent } from "./protocol";

interface Place {
  scroll?: number;
}

/** A person has come to rest: history.replaceState is limited to about three a second. */
const kRestMs = 300;
/** How long a screen may take to become as tall as it was; at the start the store opens first. */
const kRestoreMs = 1500;
const kRestoreAtStartMs = 10_000;
const kQuestion = /\/item\//;

export function currentUrl(): string {
  return location.hash || "#/";
}

export class Navigation {
  /** Where Back should land: held while the screen fills, until the person does something. */
  private restore: { scroll: number; until: number } | null = null;
  /** Until the person does something, a change of screen is the app finding its own. */
  private starting = true;
  private restTimer = 0;
  private known = currentUrl();

  constructor(private readonly send: (event: UiEvent) => void) {
    history.scrollRestoration = "manual";
    this.restoreTo((history.state as Place | null)?.scroll ?? scrollAtStart(this.known), kRestoreAtStartMs);
    addEventListener("popstate", (event) => this.moved((event.state as Place | null)?.scroll ?? 0));
    addEventListener("hashchange", () => this.moved(null));
    for (const own of ["pointerdown", "wheel", "keydown"]) {
      addEventListener(own, () => this.personActs(), { passive: true });
    }
  }

  go(hash: string, replace: boolean): void {
    if (hash === currentUrl() && location.hash !== "") return;
    const scroll = replace && this.starting ? scrollAtStart(hash) : 0;
    if (replace) {
      history.replaceState(null, "", hash);
      // A question that the app leads to, as to the one that a photo was taken for, comes before where the person was.
      if (kQuestion.test(hash)) this.restore = null;
      else if (scroll > 0) this.restoreTo(scroll, kRestoreAtStartMs);
    } else {
      this.rememberScroll();
      history.pushState(null, "", hash);
    }
    this.known = hash;
    keepPlace(hash, scroll);
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
    const now = performance.now();
    if (now > until) {
      this.restore = null;
    } else if (document.documentElement.scrollHeight - innerHeight >= scroll) {
      scrollTo({ top: scroll, behavior: "instant" });
      this.restore.until = Math.min(until, now + kRestoreMs);
    }
  }

  rememberScroll(): void {
    clearTimeout(this.restTimer);
    // While the screen fills, how far it is scrolled says nothing of where the person was.
    if (this.restore !== null && performance.now() <= this.restore.until) return;
    const scroll = Math.round(scrollY);
    keepPlace(this.known, scroll);
    if ((history.state as Place | null)?.scroll !== scroll) history.replaceState({ scroll }, "");
  }

  private personActs(): void {
    this.restore = null;
    this.starting = false;
  }

  private restoreTo(scroll: number, ms: number): void {
    this.restore = scroll > 0 ? { scroll, until: performance.now() + ms } : null;
  }

  /** A link of the page gives popstate and hashchange: told once. */
  private moved(scroll: number | null): void {
    const url = currentUrl();
    if (url === this.known) return;
    this.known = url;
    this.starting = false;
    clearTimeout(this.restTimer);
    this.restoreTo(scroll ?? 0, kRestoreMs);
    keepPlace(url, scroll ?? 0);
    this.send({ type: "navigate", url });
  }
}
