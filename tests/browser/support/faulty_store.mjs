// The store worker with faults in front of it: its script is served with a few lines before it that break what the
// browser gives. Time in the worker may run faster, so that a minute's patience is over soon.

export const kStoreWorker = /\/store(\.[A-Z0-9]+)?\.js$/;

const kPoolHeader = 4096;

/** What stands before the worker's code. `refuse`: how often a file cannot be opened; `unread`: how
 * often what a database holds cannot be read; `speed`: of its clock. */
function prelude({ refuse = 0, unread = 0, error = 'InvalidStateError', full = false, speed = 1 }) {
  return `{
    let left = ${refuse === Infinity ? 'Infinity' : refuse};
    const open = FileSystemFileHandle.prototype.createSyncAccessHandle;
    FileSystemFileHandle.prototype.createSyncAccessHandle = function (...args) {
      if (left-- > 0) return Promise.reject(new DOMException('injected', '${error}'));
      return open.apply(this, args);
    };
    let unread = ${unread === Infinity ? 'Infinity' : unread};
    const read = FileSystemSyncAccessHandle.prototype.read;
    FileSystemSyncAccessHandle.prototype.read = function (bytes, where) {
      // The pool's own headers are the first ${kPoolHeader} bytes of its files, and are read when they are opened.
      if (where?.at >= ${kPoolHeader} && unread-- > 0) throw new DOMException('injected', 'InvalidStateError');
      return read.call(this, bytes, where);
    };
    if (${full}) {
      const refuse = () => { throw new DOMException('injected', 'QuotaExceededError'); };
      FileSystemSyncAccessHandle.prototype.write = refuse;
      const grow = FileSystemSyncAccessHandle.prototype.truncate;
      FileSystemSyncAccessHandle.prototype.truncate = function (size) { return size > this.getSize() ? refuse() : grow.call(this, size); };
    }
    const speed = ${speed};
    if (speed !== 1) {
      const wait = self.setTimeout, now = performance.now.bind(performance);
      self.setTimeout = (work, ms, ...args) => wait(work, (ms ?? 0) / speed, ...args);
      performance.now = () => now() * speed;
    }
  }\n`;
}

/** Every store worker that starts in `context` from now on has these faults; call again with {} to heal it. */
export async function breakStore(context, faults) {
  await context.unroute(kStoreWorker).catch(() => {});
  if (Object.keys(faults).length === 0) return;
  await context.route(kStoreWorker, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: prelude(faults) + (await response.text()) });
  });
}

/** A page of the origin without the app: the place from which a test spoils what the app left on disk. */
export async function onDisk(context, url, spoil, argument) {
  const page = await context.newPage();
  await page.route('**/spoil', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(new URL('/spoil', url).href);
  try {
    return await page.evaluate(spoil, argument);
  } finally {
    await page.close();
  }
}

/** In the page: overwrites the beginning of every file of a folder of the OPFS that holds something. Retries while a worker lets go. */
export async function damageFiles({ folder, bytes }) {
  const walk = async function* (directory) {
    for await (const handle of directory.values()) {
      if (handle.kind === 'directory') yield* walk(handle);
      else yield handle;
    }
  };
  const patiently = async (work) => {
    for (let left = 50; ; --left) {
      try { return await work(); } catch (error) {
        if (left === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder);
  let damaged = 0;
  for await (const handle of walk(root)) {
    if ((await handle.getFile()).size === 0) continue;
    await patiently(async () => {
      const stream = await handle.createWritable({ keepExistingData: true });
      await stream.write({ type: 'write', position: 0, data: new Uint8Array(bytes).fill(0x5a) });
      await stream.close();
    });
    damaged += 1;
  }
  return damaged;
}

/** In the page: removes a folder of the OPFS. */
export async function removeFolder(folder) {
  const root = await navigator.storage.getDirectory();
  for (let left = 50; ; --left) {
    try { return await root.removeEntry(folder, { recursive: true }); } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** In the page: which of these texts stand in which file of the OPFS. */
export async function tracesOnDisk(words) {
  const traces = [];
  const walk = async (directory, path) => {
    for await (const handle of directory.values()) {
      if (handle.kind === 'directory') {
        await walk(handle, `${path}${handle.name}/`);
        continue;
      }
      const bytes = await (await handle.getFile()).text();
      for (const word of words) if (bytes.includes(word)) traces.push(`${path}${handle.name}: ${word}`);
    }
  };
  await walk(await navigator.storage.getDirectory(), '/');
  return traces;
}
