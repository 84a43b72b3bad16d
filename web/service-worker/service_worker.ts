// Offline start. Every built file that all phones need is kept from the moment of installation, the whole UI module where it
// is in use; a new version waits until no page of the old one is open, so that a visit in progress never mixes two
// versions. Answers of the API are never kept here.

import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { bringWhole, dropOldWhole, isOfWhole, wholeFile } from "./whole_module";

declare const self: ServiceWorkerGlobalScope;

/** Served by the backend, not by the app: the API, and the public survey pages. */
const kNotTheApp = [/^\/api\//, /^\/r\//];

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html"), { denylist: kNotTheApp }));
registerRoute(({ url }) => isOfWhole(url), ({ request }) => wholeFile(request));

self.addEventListener("install", (event) => event.waitUntil(bringWhole()));
self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldWhole());
  // The page that installed the first version gets its files from here at once; updates find no page to claim.
  event.waitUntil(self.clients.claim());
});
