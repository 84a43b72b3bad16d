// Runs in the browser, beside the app: leaves the files of an older version as that version wrote them, and reads what
// databases there are. It shares no code with the app but the SQLite library.
import initSqlite from '@sqlite.org/sqlite-wasm';
import sqliteWasm from '@sqlite.org/sqlite-wasm/sqlite3.wasm';

async function openPool() {
  self.sqlite3ApiConfig = { disable: { vfs: { kvvfs: true, opfs: true, 'opfs-vfs': true, 'opfs-wl': true } } };
  const sqlite = await initSqlite({ locateFile: () => new URL(sqliteWasm, import.meta.url).href });
  for (let left = 50; ; --left) {
    try {
      return await sqlite.installOpfsSAHPoolVfs({ name: 'constat-pool', directory: '/constat-pool', initialCapacity: 12,
        preserveOnInitFailure: true, forceReinitIfPreviouslyFailed: true });
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function removeFolders() {
  const root = await navigator.storage.getDirectory();
  for (const name of ['constat-pool', 'constat-logs', 'constat-photos']) await root.removeEntry(name, { recursive: true }).catch(() => {});
}

/** `sql`: the statements of the database; `logs`: the draft logs' bytes, from slot 0 on. */
async function write({ sql, logs }) {
  await removeFolders();
  const pool = await openPool();
  const database = new pool.OpfsSAHPoolDb('/constat-1.db');
  database.exec('PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL');
  database.exec(['BEGIN', ...sql, 'COMMIT'].join(';\n'));
  database.close();
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('constat-logs', { create: true });
  for (const [slot, bytes] of logs.entries()) {
    const file = await folder.getFileHandle(`${String(slot).padStart(4, '0')}.log`, { create: true });
    const handle = await file.createSyncAccessHandle();
    handle.write(bytes, { at: 0 });
    handle.flush();
    handle.close();
  }
}

/** Every database that is whole: its version, and the rows of `tables` ({name: columns}). */
async function read({ tables }) {
  const pool = await openPool();
  return pool.getFileNames().filter((name) => name.endsWith('.db')).sort().map((name) => {
    const database = new pool.OpfsSAHPoolDb(name);
    try {
      const rows = (sql) => database.exec({ sql, rowMode: 'array', returnValue: 'resultRows' });
      const whole = rows('PRAGMA integrity_check')[0][0] === 'ok';
      const has = (table) => rows(`SELECT 1 FROM sqlite_master WHERE name = '${table}'`).length > 0;
      return { name, whole, version: rows('PRAGMA user_version')[0][0],
        tables: Object.fromEntries(Object.entries(tables).filter(([table]) => has(table)).map(([table, columns]) =>
          [table, rows(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${columns.join(', ')}`)])) };
    } catch (error) {
      return { name, whole: false, error: String(error) };
    } finally {
      database.close();
    }
  });
}

const work = { write, read };
addEventListener('message', async ({ data: { name, argument } }) => {
  try {
    postMessage({ result: await work[name](argument) });
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) });
  }
});
