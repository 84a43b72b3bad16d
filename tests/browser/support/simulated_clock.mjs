// A clock for a story that takes days: the server, every page and every worker of a page read it, and it jumps when the story
// says so; in between it runs as clocks do. The program gets it by libfaketime, pages and workers by a Date that is ahead.
// What counts seconds without a date (performance.now, the server's timeouts) is as it is.
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kLibraries = '/usr/lib';

function libfaketime() {
  const found = [kLibraries, ...readdirSync(kLibraries).map((name) => join(kLibraries, name))]
    .map((folder) => join(folder, 'faketime', 'libfaketimeMT.so.1')).find(existsSync);
  if (!found) throw new Error('libfaketime is not here: run scripts/bootstrap --for-tests');
  return found;
}

/** In a page or a worker: its Date is this many milliseconds ahead of the machine's. */
function shiftDate(milliseconds) {
  if (!self.shiftSimulated) {
    const Real = Date;
    let ahead = 0;
    self.shiftSimulated = (by) => { ahead = by; };
    const now = () => Real.now() + ahead;
    self.Date = new Proxy(Real, {
      construct: (_, given, made) => Reflect.construct(Real, given.length > 0 ? given : [now()], made),
      apply: () => new Real(now()).toString(),
      get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
    });
  }
  self.shiftSimulated(milliseconds);
}

export class SimulatedClock {
  #file; #aheadSeconds = 0; #contexts = []; #starting = new Set();

  /** `folder` holds the file that the program reads; `start`: the first moment, as in set(). */
  constructor(folder, start) {
    this.#file = join(folder, 'clock');
    this.#move(start);
  }

  /** For a program that is to read this clock. */
  get environment() {
    return { ...process.env, LD_PRELOAD: libfaketime(), FAKETIME_TIMESTAMP_FILE: this.#file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  }

  get now() { return new Date(Date.now() + this.#aheadSeconds * 1000); }

  /** A browser context whose pages read this clock; to be called before the first of them opens. */
  async follow(context) {
    this.#contexts.push(context);
    context.on('close', () => this.#contexts.splice(this.#contexts.indexOf(context), 1));
    context.on('page', (page) => page.on('worker', (worker) => {
      const started = worker.evaluate(shiftDate, this.#aheadSeconds * 1000).catch(() => {}).finally(() => this.#starting.delete(started));
      this.#starting.add(started);
    }));
    await context.addInitScript(shiftDate, this.#aheadSeconds * 1000);
  }

  /** Workers that have just begun read it too from here on. */
  async reachesWorkers() { await Promise.all(this.#starting); }

  /** Jumps to this moment: "2027-03-30T20:40:00+02:00", never back. */
  async set(moment) {
    if (Date.parse(moment) < this.now.getTime()) throw new Error(`the clock does not go back, from ${this.now.toISOString()} to ${moment}`);
    this.#move(moment);
    const by = this.#aheadSeconds * 1000;
    await this.reachesWorkers();
    for (const context of this.#contexts) {
      await context.addInitScript(shiftDate, by);
      for (const page of context.pages()) {
        await page.evaluate(shiftDate, by);
        for (const worker of page.workers()) await worker.evaluate(shiftDate, by);
      }
    }
  }

  #move(moment) {
    this.#aheadSeconds = Math.ceil((Date.parse(moment) - Date.now()) / 1000);
    // Renamed into its place: the program never reads half of it.
    writeFileSync(`${this.#file}.new`, `${this.#aheadSeconds < 0 ? '' : '+'}${this.#aheadSeconds}\n`);
    renameSync(`${this.#file}.new`, this.#file);
  }
}
