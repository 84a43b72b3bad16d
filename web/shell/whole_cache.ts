/** Where the files of the whole module are kept, once this device has needed it: the page fills it, the service worker keeps it current. */
export const kWholeCache = "constat-whole";
