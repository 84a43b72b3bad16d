// Where the phone is, once, and only because the person asked.

import { refused, type Outcome } from "./media_link";

const kTimeoutMs = 30_000;

export function locate(): Promise<Outcome> {
  if (!("geolocation" in navigator)) return Promise.resolve(refused("location-unavailable"));
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ ok: true, result: { latitude, longitude, accuracy } }),
      ({ code }) => resolve(refused(kCodes[code] ?? "location-unavailable")),
      { enableHighAccuracy: true, timeout: kTimeoutMs, maximumAge: 0 },
    );
  });
}

/** Of GeolocationPositionError. */
const kCodes: Record<number, string> = { 1: "location-refused", 2: "location-unavailable", 3: "location-timeout" };
