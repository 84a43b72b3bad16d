// The whole UI module (web/shell/modules.ts), on devices where it is in use: a new version of the app brings its own before it
// may start, so that the shell never meets another version's module and a manager's start needs no network.

import { kWholeCache } from "../shell/whole_cache";

/** Names of this version's files; put in by scripts/build-web. */
declare const WHOLE: readonly string[];

const kWhole = new Set(WHOLE.map((name) => new URL(name, location.href).href));
/** Versions from before there were two modules kept the only one among their files, under the same name. */
const kEarlier = /\/constat\.[0-9a-f]+\.wasm$/;

export function isOfWhole(url: URL): boolean {
  return kWhole.has(url.href);
}

export async function wholeFile(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: kWholeCache })) ?? fetch(request);
}

export async function bringWhole(): Promise<void> {
  if (!(await isInUse())) return;
  const cache = await caches.open(kWholeCache);
  await Promise.all([...kWhole].map(async (url) => {
    if (!(await cache.match(url))) await cache.add(url);
  }));
}

export async function dropOldWhole(): Promise<void> {
  if (!(await caches.has(kWholeCache))) return;
  const cache = await caches.open(kWholeCache);
  for (const request of await cache.keys()) if (!kWhole.has(request.url)) await cache.delete(request);
}

async function isInUse(): Promise<boolean> {
  if (await caches.has(kWholeCache)) return true;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    if ((await cache.keys()).some(({ url }) => kEarlier.test(new URL(url).pathname))) return true;
  }
  return false;
}
