// SQLite in the origin private file system. Nothing here deletes a database by itself: a damaged one is left for the rescue
// copy and the next name is taken, which the engine fills from its logs; one of an older version is copied, and stays. Only
// when somebody was erased does the engine ask for the older ones to go: they hold that person still.

import initSqlite, { type Database, type SAHPoolUtil, type Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import sqliteWasm from "@sqlite.org/sqlite-wasm/sqlite3.wasm";
import { copyMark, kSchema, planOpening, type Generation } from "./generations";
import { patiently } from "./patience";

// Kept when it fails to start, and tried again: without these two the library deletes the whole pool.
const kPool = {
  name: "constat-pool",
  directory: "/constat-pool",
  initialCapacity: 12,
  preserveOnInitFailure: true,
  forceReinitIfPreviouslyFailed: true,
};
// A database and its journal, for every generation and one to come, and some to spare.
const kFilesEach = 2;
const kFilesSpare = 4;
const kApplicationIdAt = 68; // in the header of a database file, big endian

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

// SQLite's busy, locked, out of memory, input or output, full, cannot open: they tell of the moment, not of the file.
const kPassing = new Set([5, 6, 7, 10, 13, 14]);
const isPassing = (error: unknown) => kPassing.has(((error as { resultCode?: number }).resultCode ?? 0) & 0xff);

/** Null: damaged. Throws what may pass: a file that could not be read is no damaged one. */
function openOnce(files: SAHPoolUtil, generation: number): Database | null {
  const database = new files.OpfsSAHPoolDb(nameOf(generation));
  try {
    database.exec("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF");
    if (database.selectValue("PRAGMA quick_check(1)") === "ok") return database;
  } catch (error) {
    if (isPassing(error)) {
      database.close();
      throw error;
    }
    console.error("database is damaged", nameOf(generation), error);
  }
  database.close();
  return null;
}

const openNamed = (files: SAHPoolUtil, generation: number) => patiently(async () => openOnce(files, generation));

function inspect(files: SAHPoolUtil, generation: number): Promise<Generation | null> {
  return patiently(async () => {
    const database = openOnce(files, generation);
    if (!database) return null;
    try {
      const number = (pragma: string) => Number(database.selectValue(`PRAGMA ${pragma}`));
      return { generation, version: number("user_version"), applicationId: number("application_id") };
    } finally {
      database.close();
    }
  });
}

/** The copy is known as one until the engine has migrated it. A file of that name that is not whole is written over. */
async function copy(files: SAHPoolUtil, from: number, to: number): Promise<void> {
  const bytes = files.exportFile(nameOf(from));
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(kApplicationIdAt, copyMark(kSchema));
  await files.importDb(nameOf(to), bytes);
}

export interface OpenDatabase {
  run(statement: string, parameters: unknown[]): unknown[][];
  /** Every other generation: what cannot be deleted now, the next start is asked for again. */
  dropOlder(): void;
  close(): void;
}

async function openCurrent(files: SAHPoolUtil): Promise<Database | null> {
  const generations = files.getFileNames().map((name) => Number(/^\/constat-(\d+)\.db$/.exec(name)?.[1] ?? 0)).filter(Boolean);
  const highest = Math.max(0, ...generations);
  const readable: Generation[] = [];
  for (const generation of generations.sort((a, b) => b - a)) {
    const found = await inspect(files, generation);
    if (found) readable.push(found);
    // Those below are older copies.
    if (found && found.version >= kSchema) break;
  }
  const plan = planOpening(readable, highest, kSchema);
  await files.reserveMinimumCapacity(kFilesEach * (generations.length + 1) + kFilesSpare);
  if (plan.copyFrom !== null) await copy(files, plan.copyFrom, plan.open);
  return openNamed(files, plan.open);
}

export async function openDatabase(): Promise<OpenDatabase> {
  const files = await openPool();
  const database = await openCurrent(files);
  if (!database) throw new Error("no database can be opened");
  return {
    run: (statement, parameters) =>
      database.exec({
        sql: statement,
        ...(parameters.length > 0 ? { bind: parameters as string[] } : {}),
        rowMode: "array",
        returnValue: "resultRows",
      }) as unknown[][],
    dropOlder: () => {
      for (const name of files.getFileNames())
        if (name !== database.filename && /^\/constat-\d+\.db$/.test(name)) files.unlink(name);
    },
    close: () => {
      database.close();
      files.pauseVfs();
    },
  };
}
