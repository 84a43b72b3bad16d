// Language and theme are the store's, but it answers only after the first picture: the shell keeps a copy to start with.

import type { Json, StoreRequest } from "./protocol";

const kKey = "constat.preferences";

export interface Preferences {
  language?: string;
  theme?: string;
}

export function storedPreferences(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(kKey) ?? "{}");
    return stored !== null && typeof stored === "object" ? pick(stored as Record<string, Json>) : {};
  } catch {
    return {};
  }
}

export function keepPreferences(change: Record<string, Json>): void {
  try {
    localStorage.setItem(kKey, JSON.stringify({ ...storedPreferences(), ...pick(change) }));
  } catch {
    // Without localStorage the start shows the device's own language and theme for a moment; nothing is lost.
  }
}

export function preferencesOf(request: StoreRequest, result: Json | undefined): Record<string, Json> | null {
  if (request.command === "set_preferences") return request.payload;
  if (request.command !== "open" || !isObject(result)) return null;
  return isObject(result["preferences"]) ? result["preferences"] : null;
}

function pick(from: Record<string, Json>): Preferences {
  const kept: Preferences = {};
  if (typeof from["language"] === "string" && from["language"] !== "") kept.language = from["language"];
  if (typeof from["theme"] === "string" && from["theme"] !== "") kept.theme = from["theme"];
  return kept;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
