// SQLite in the origin private file system. Nothing here ever deletes a database: a damaged one is left for the rescue
// copy and the next name is taken, which the engine fills from its logs.

import initSqlite, { type Database, type SAHPoolUtil, type Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import sqliteWasm from "@sqlite.org/sqlite-wasm/sqlite3.wasm";
import { patiently } from "./patience";

// Kept when it fails to start, and tried again: without these two the library deletes the whole pool.
const kPool = {
  name: "constat-pool",
  directory: "/constat-pool",
  initialCapacity: 12,
  preserveOnInitFailure: true,
  forceReinitIfPreviouslyFailed: true,
};

let pool: SAHPoolUtil | null = null;

async function openPool(): Promise<SAHPoolUtil> {
  if (pool) {
    await pool.unpauseVfs();
    return pool;
  }
  // Only the pool is used; the other file systems would complain about headers that this app does not need.
  (globalThis as { sqlite3ApiConfig?: unknown }).sqlite3ApiConfig = {
    disable: { vfs: { kvvfs: true, opfs: true, "opfs-vfs": true, "opfs-wl": true } },
  };
  const sqlite: Sqlite3Static = await (initSqlite as (options: object) => Promise<Sqlite3Static>)({
    locateFile: () => new URL(sqliteWasm, import.meta.url).href,
  });
  pool = await patiently(() => sqlite.installOpfsSAHPoolVfs(kPool));
  return pool;
}

const nameOf = (generation: number) => `/constat-${generation}.db`;

function openNamed(files: SAHPoolUtil, generation: number): Database | null {
  const database = new files.OpfsSAHPoolDb(nameOf(generation));
  try {
    database.exec("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF");
    if (database.selectValue("PRAGMA quick_check(1)") === "ok") return database;
  } catch (error) {
    console.error("database is damaged", nameOf(generation), error);
  }
  database.close();
  return null;
}

export interface OpenDatabase {
  run(statement: string, parameters: unknown[]): unknown[][];
  close(): void;
}

export async function openDatabase(): Promise<OpenDatabase> {
  const files = await openPool();
  const generations = files.getFileNames().map((name) => Number(/^\/constat-(\d+)\.db$/.exec(name)?.[1] ?? 0));
  const latest = Math.max(1, ...generations);
  const database = openNamed(files, latest) ?? openNamed(files, latest + 1);
  if (!database) throw new Error("no database can be opened");
  return {
    run: (statement, parameters) =>
      database.exec({
        sql: statement,
        ...(parameters.length > 0 ? { bind: parameters as string[] } : {}),
        rowMode: "array",
        returnValue: "resultRows",
      }) as unknown[][],
    close: () => {
      database.close();
      files.pauseVfs();
    },
  };
}
