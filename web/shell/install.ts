// Putting the app on the home screen: the browser's offer is kept until the person takes it, and so is what they said to ours.

import type { Json, UiEvent } from "./protocol";
import type { Outcome } from "./capture/media_link";
import { refused } from "./capture/media_link";

/** Chromium's; no other browser has it. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<void>;
  readonly userChoice: Promise<{ outcome: "accepted" | "dismissed" }>;
}

const kKey = "constat.install";

export class Installer {
  private offer: InstallPromptEvent | null = null;

  constructor(private readonly send: (event: UiEvent) => void) {
    addEventListener("beforeinstallprompt", (event) => {
      // The browser's own bar would come at a moment of its choosing.
      event.preventDefault();
      this.offer = event as InstallPromptEvent;
      this.tell();
    });
    addEventListener("appinstalled", () => {
      this.offer = null;
      this.tell();
    });
    this.tell();
  }

  /** The browser's question, in the seconds after the person's tap. */
  async ask(): Promise<Outcome> {
    const offer = this.offer;
    if (!offer) return refused("install-unavailable");
    this.offer = null;
    try {
      await offer.prompt();
      return { ok: true, result: { outcome: (await offer.userChoice).outcome } };
    } catch {
      return refused("install-unavailable");
    }
  }

  keepAnswer(answer: { [key: string]: Json }): Promise<Outcome> {
    try {
      localStorage.setItem(kKey, JSON.stringify({ refused: answer["refused"] === true, told: answer["told"] === true }));
    } catch {
      // Without localStorage the offer comes again at the next start.
    }
    return Promise.resolve({ ok: true, result: {} });
  }

  private tell(): void {
    this.send({ type: "install", way: this.way(), ...storedAnswer() });
  }

  private way(): "prompt" | "share" | "none" {
    // Safari on iOS never offers: it has this property instead, and its Share menu.
    const standalone = (navigator as { standalone?: boolean }).standalone;
    if (standalone === true || matchMedia("(display-mode: standalone)").matches) return "none";
    if (this.offer) return "prompt";
    return standalone === false ? "share" : "none";
  }
}

function storedAnswer(): { refused: boolean; told: boolean } {
  try {
    const stored = JSON.parse(localStorage.getItem(kKey) ?? "{}") as { refused?: boolean; told?: boolean } | null;
    return { refused: stored?.refused === true, told: stored?.told === true };
  } catch {
    return { refused: false, told: false };
  }
}
