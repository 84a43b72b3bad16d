// The service worker: offline start, and a new version that waits for the next launch.

import type { UiEvent } from "./protocol";

/** A page that stays open for days asks for a new version when it comes back into view, at most this often. */
const kCheckEveryMs = 60 * 60 * 1000;

export async function keepUpToDate(url: string, send: (event: UiEvent) => void): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register(url, { updateViaCache: "none" });
  const tell = () => send({ type: "push", push: "update", data: {} });

  if (registration.waiting) tell();
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      // Without a controller this is the first installation, not an update.
      if (worker.state === "installed" && navigator.serviceWorker.controller) tell();
    });
  });

  let checkedAt = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - checkedAt < kCheckEveryMs) return;
    checkedAt = Date.now();
    // Offline is no news here: the next return asks again.
    registration.update().catch(() => undefined);
  });
}
