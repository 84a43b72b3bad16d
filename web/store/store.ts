// The store worker: carries messages between the page and the device engine (docs/store-protocol.md), and owns the
// database and the log files. What comes while it starts waits.

import { openDatabase, type OpenDatabase } from "./database";
import { Engine, type Outbox } from "./engine";
import { perform } from "./http";
import { LogSlots } from "./log_slots";
import { Ownership } from "./ownership";
import { patiently } from "./patience";

interface Request {
  seq: number;
  command: string;
  payload: Record<string, unknown>;
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

type State = { is: "starting" } | { is: "owner"; store: Opened } | { is: "elsewhere" } | { is: "failed" };

let state: State = { is: "starting" };
let online = navigator.onLine;
let wake: ReturnType<typeof setTimeout> | undefined;
const unanswered = new Set<number>();
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
    unanswered.delete((reply as { seq: number }).seq);
    postMessage(reply);
  }
  for (const push of outbox.pushes) postMessage(push);
  for (const request of outbox.requests) {
    void perform(request).then((response) => inOrder(async () => deliver(response)));
  }
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
  void inOrder(() => answer(data));
});
addEventListener("online", () => setOnline(true));
addEventListener("offline", () => setOnline(false));
void inOrder(() => start(kReloadMs));
