// Live regions: what the UI says aloud. They follow the open dialog, because everything outside it is inert.

export class Announcer {
  private readonly polite = liveRegion("status");
  private readonly assertive = liveRegion("alert");

  constructor(private readonly home: HTMLElement) {
    home.append(this.polite, this.assertive);
  }

  say(text: string, assertive: boolean): void {
    const dialogs = document.querySelectorAll<HTMLElement>("dialog[open]");
    const place = dialogs[dialogs.length - 1] ?? this.home;
    if (this.polite.parentElement !== place) place.append(this.polite, this.assertive);
    const region = assertive ? this.assertive : this.polite;
    // The same sentence twice is two announcements: a changed number of trailing spaces makes the text differ.
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  }
}

function liveRegion(role: "status" | "alert"): HTMLElement {
  const region = document.createElement("div");
  region.className = "live";
  region.setAttribute("role", role);
  return region;
}
