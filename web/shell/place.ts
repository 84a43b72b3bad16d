// Where the person was in a visit: whoever opens the app again, by its icon or because the phone had ended it, goes on there.
// The section itself is the store's to know, on disk with the answers; here are only the visit and how far it was scrolled.

const kKey = "constat.place";
/** The full checklist, the shopping list and the empty notes of a visit: the app itself knows which of them is open. */
const kVisit = /^#\/(?:visit|list|notes)\/([^/]+)/;
/** After a night the start is the start again. */
const kFreshMs = 12 * 60 * 60 * 1000;

interface Place {
  hash: string;
  scroll: number;
  at: number;
}

/** Called when the person has come to rest. Outside a visit there is nowhere to return to. */
export function keepPlace(hash: string, scroll: number): void {
  try {
    if (kVisit.test(hash)) localStorage.setItem(kKey, JSON.stringify({ hash, scroll, at: Date.now() } satisfies Place));
    else localStorage.removeItem(kKey);
  } catch {
    // Without localStorage the start is the list of missions.
  }
}

function keptPlace(): Place | null {
  try {
    const kept = JSON.parse(localStorage.getItem(kKey) ?? "null") as Partial<Place> | null;
    if (typeof kept?.hash !== "string" || typeof kept.scroll !== "number" || typeof kept.at !== "number") return null;
    const age = Date.now() - kept.at;
    return age >= 0 && age < kFreshMs && kVisit.test(kept.hash) ? (kept as Place) : null;
  } catch {
    return null;
  }
}

/** At the start, before anything reads the address: one without a screen becomes the visit that was open. */
export function returnToPlace(): void {
  if (location.hash !== "" && location.hash !== "#/") return;
  const visit = kVisit.exec(keptPlace()?.hash ?? "")?.[1];
  if (visit) history.replaceState(null, "", `#/visit/${visit}`);
}

/** How far to scroll on the first screen at `hash`, once the app has settled on it. */
export function scrollAtStart(hash: string): number {
  const place = keptPlace();
  return place?.hash === hash ? place.scroll : 0;
}
