// Offline start. Every built file is kept from the moment of installation; a new version waits until no page of the old
// one is open, so that a visit in progress never mixes two versions. Answers of the API are never kept here.

import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

declare const self: ServiceWorkerGlobalScope;

/** Served by the backend, not by the app: the API, and the public survey pages. */
const kNotTheApp = [/^\/api\//, /^\/r\//];

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html"), { denylist: kNotTheApp }));

// The page that installed the first version gets its files from here at once; updates find no page to claim.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
