// The store worker: carries messages between the page and the device engine (docs/store-protocol.md), and owns the
// database and the log files. What comes while it starts waits.

import { openDatabase, type OpenDatabase } from "./database";
import { Engine, type Outbox } from "./engine";
import { perform } from "./http";
import { LogSlots } from "./log_slots";
import { Ownership } from "./ownership";
import { patiently } from "./patience";
import { listPhotos, removePhotos } from "./photo_files";
import { readRescue, saveRescue } from "./rescue";
import { codeOf, failure } from "./rescue_failure";
import { sharedReport } from "./shared_report";

interface Request {
  seq: number;
  command: string;
  payload: Record<string, unknown>;
  file?: File;
}

interface Opened {
  database: OpenDatabase;
  logs: LogSlots;
  engine: Engine;
}

// A page that is reloaded lets go of the lock a little after its successor starts.
const kReloadMs = 2_000;
const kTakeOverMs = 60_000;
const kFreeSlotsWanted = 4;

interface EngineReply {
  seq: number;
  ok: boolean;
  result: Record<string, unknown>;
  error: { code: string };
}

type State = { is: "starting" } | { is: "owner"; store: Opened } | { is: "elsewhere" } | { is: "failed" };

let state: State = { is: "starting" };
let online = navigator.onLine;
let wake: ReturnType<typeof setTimeout> | undefined;
const unanswered = new Set<number>();
/** The worker's own questions to the engine, by negative numbers. */
const asked = new Map<number, { done(result: Record<string, unknown>): void; failed(error: Error): void }>();
let lastAsked = 0;
const ownership = new Ownership(() => void inOrder(async () => giveAway()));

// One thing at a time, in the order in which it came.
let last: Promise<unknown> = Promise.resolve();
function inOrder<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch((error: unknown) => console.error("store", error));
  return done;
}

function refuse(seq: number, code: string): void {
  unanswered.delete(seq);
  postMessage({ seq, ok: false, error: { code, args: [] } });
}

function carry(store: Opened, event: object): void {
  const outbox: Outbox = store.engine.handle(event);
  for (const reply of outbox.replies) {
    const { seq, ok, result, error } = reply as EngineReply;
    unanswered.delete(seq);
    const own = asked.get(seq);
    asked.delete(seq);
    if (!own) postMessage(reply);
    else if (ok) own.done(result);
    else own.failed(failure(error.code));
  }
  for (const push of outbox.pushes) postMessage(push);
  for (const request of outbox.requests) {
    void perform(request).then((response) => inOrder(async () => deliver(response)));
  }
  void removePhotos(outbox.removeBlobs);
  if (outbox.dropOlder) store.database.dropOlder();
  if (outbox.freeSlots < kFreeSlotsWanted) store.logs.grow();
  clearTimeout(wake);
  if (outbox.wakeMs !== null) wake = setTimeout(() => void inOrder(async () => deliver({ type: "tick" })), outbox.wakeMs);
}

function deliver(event: object): void {
  if (state.is === "owner") carry(state.store, event);
}

async function openStore(): Promise<Opened> {
  const database = await openDatabase();
  try {
    const logs = await patiently(() => LogSlots.open());
    try {
      return { database, logs, engine: await Engine.load(database, logs) };
    } catch (error) {
      logs.close();
      throw error;
    }
  } catch (error) {
    database.close();
    throw error;
  }
}

async function start(waitMs: number): Promise<void> {
  if (!(await ownership.acquire(waitMs))) {
    state = { is: "elsewhere" };
    postMessage({ push: "owner", data: { owner: false } });
    return;
  }
  try {
    state = { is: "owner", store: await openStore() };
    deliver({ type: "online", online });
  } catch (error) {
    console.error("the store cannot be opened", error);
    ownership.release();
    state = { is: "failed" };
  }
}

/** Another tab takes over: everything is on disk already, what is still unsaved gets a last try. */
function giveAway(): void {
  if (state.is !== "owner") return;
  const { store } = state;
  carry(store, { type: "tick" });
  clearTimeout(wake);
  store.logs.close();
  store.database.close();
  state = { is: "elsewhere" };
  ownership.release();
  for (const seq of [...unanswered]) refuse(seq, "not-owner");
  postMessage({ push: "owner", data: { owner: false } });
}

async function takeOver(seq: number): Promise<void> {
  if (state.is !== "owner") {
    ownership.ask();
    await start(kTakeOverMs);
  }
  if (state.is !== "owner") return refuse(seq, state.is === "failed" ? "storage-unavailable" : "owner-busy");
  unanswered.delete(seq);
  postMessage({ seq, ok: true, result: {} });
  postMessage({ push: "owner", data: { owner: true } });
}

/** Asks the engine between two other requests; what takes long around it keeps nobody waiting. */
function ask(command: string, payload: Record<string, unknown>): Promise<Record<string, unknown>> {
  return new Promise((done, failed) => {
    const seq = --lastAsked;
    void inOrder(async () => {
      if (state.is !== "owner") return failed(failure("not-owner"));
      asked.set(seq, { done, failed });
      deliver({ type: "command", seq, command, payload });
    });
  });
}

/** The engine learns which photo files there are: what is missing is shown, what nobody names is tidied away. */
async function checkPhotos(): Promise<void> {
  await ask("check_photos", { files: await listPhotos() });
}

async function rescue({ seq, command, payload, file }: Request): Promise<void> {
  const passphrase = String(payload["passphrase"]);
  try {
    if (command === "save_rescue") {
      const saved = await saveRescue(ask, passphrase, payload["all"] === true);
      postMessage({ seq, ok: true, result: saved.result, file: saved.file });
    } else {
      const result = await readRescue(ask, passphrase, file ?? new Blob());
      await checkPhotos();
      postMessage({ seq, ok: true, result });
    }
    unanswered.delete(seq);
  } catch (error) {
    refuse(seq, codeOf(error));
  }
}

async function share({ seq, payload }: Request): Promise<void> {
  try {
    postMessage({ seq, ok: true, ...(await sharedReport(payload)) });
    unanswered.delete(seq);
  } catch {
    refuse(seq, "offline");
  }
}

async function storageFacts(): Promise<object> {
  const [persisted, estimate] = await Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]).catch(
    () => [false, {}] as [boolean, StorageEstimate],
  );
  return { persisted, quota: estimate.quota ?? null, usage: estimate.usage ?? null };
}

async function answer({ seq, command, payload }: Request): Promise<void> {
  if (command === "take_over") return takeOver(seq);
  // A second try of what failed at the start: the page asks again after the user freed some space.
  if (command === "open" && state.is === "failed") await start(kReloadMs);
  if (state.is !== "owner") return refuse(seq, state.is === "elsewhere" ? "not-owner" : "storage-unavailable");
  const facts = command === "open" ? { storage: await storageFacts() } : {};
  carry(state.store, { type: "command", seq, command, payload: { ...payload, ...facts } });
  if (command === "open") void checkPhotos().catch((error: unknown) => console.error("photos are not checked", error));
}

// The page and the worker may both hear of it: only a change counts.
function setOnline(now: boolean): void {
  if (now === online) return;
  online = now;
  void inOrder(async () => deliver({ type: "online", online: now }));
}

addEventListener("message", ({ data }: MessageEvent<Request | { online: boolean }>) => {
  if ("online" in data) return setOnline(data.online);
  unanswered.add(data.seq);
  if (data.command === "save_rescue" || data.command === "read_rescue") return void rescue(data);
  if (data.command === "shared_report") return void share(data);
  void inOrder(() => answer(data));
});
addEventListener("online", () => setOnline(true));
addEventListener("offline", () => setOnline(false));
void inOrder(() => start(kReloadMs));
