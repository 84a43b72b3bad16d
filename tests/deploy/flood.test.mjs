// A flood of sign-ins, each of another account from another address: it takes neither the memory nor the server away.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { answers, end, freePorts, program, request, start } from './support/processes.mjs';

const kSockets = 150, kEach = 4;
const kHashMb = 19, kHashesAtOnce = 2;
// Threads, their stacks and arenas, connections. A hash for each connection at once would be 2 850 MB.
const kOtherMb = 36;

/** The most that the process ever held, in MB. */
const highWater = (pid) => Number(/^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

test('a flood of sign-ins holds two hashes of memory, and whoever is signed in goes on', { timeout: 120_000 }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'constat-flood-'));
  const data = path.join(folder, 'data'), web = path.join(folder, 'web');
  fs.mkdirSync(web);
  fs.writeFileSync(path.join(web, 'index.html'), '<!doctype html>');
  let constat;
  try {
    const said = execFileSync(program, ['user', 'add', '--data', data, '--email', 'claire@example.org', '--name', 'Claire Aubry', '--role', 'manager', '--lang', 'en'], { encoding: 'utf8' });
    const password = /: (\S{12,})\s*$/m.exec(said)[1];
    const [port] = await freePorts(1);
    constat = await start(program, ['serve', '--data', data, '--web', web, '--port', String(port)], () => answers(port));
    const ask = (agent, method, at, headers, body) => request(http, { port, agent, method, path: at, headers: { 'Constat-Protocol': '1', 'Content-Type': 'application/json', ...headers } }, body);
    const signIn = (agent, email, word, address) => ask(agent, 'POST', '/api/v1/session', address ? { 'X-Forwarded-For': address } : {}, JSON.stringify({ email, password: word }));
    const signedIn = await signIn(undefined, 'claire@example.org', password);
    assert.equal(signedIn.status, 200);
    const cookie = signedIn.headers['set-cookie'][0].split(';')[0];
    const before = highWater(constat.pid);

    const statuses = new Map();
    let under_way = true;
    const flood = Promise.all(Array.from({ length: kSockets }, async (_, socket) => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      for (let turn = 0; turn < kEach; ++turn) {
        const { status } = await signIn(agent, `nobody-${socket}-${turn}@example.org`, 'a guess at random', `10.${turn}.${socket}.7`);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      agent.destroy();
    })).finally(() => { under_way = false; });
    const waits = [];
    const own = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (under_way) {
      const reply = await ask(own, 'GET', '/api/v1/session', { Cookie: cookie });
      assert.equal(reply.status, 200);
      waits.push(reply.ms);
    }
    await flood;
    own.destroy();

    const grown = highWater(constat.pid) - before;
    console.log(`# figure ${kSockets * kEach} sign-ins over ${kSockets} connections: ${JSON.stringify(Object.fromEntries(statuses))}, the server grew by ${grown.toFixed(0)} MB at most, a signed-in person waited ${percentile(waits, 0.99).toFixed(0)} ms at the 99th percentile of ${waits.length}`);
    assert.deepEqual([...statuses.keys()].filter((status) => status !== 401 && status !== 429), []);
    assert.ok(statuses.get(401) > 0 && statuses.get(429) > 0, 'some are checked, and some are told to come back');
    assert.ok(grown < kHashesAtOnce * kHashMb + kOtherMb, `the server grew by ${grown.toFixed(0)} MB`);
    assert.ok(percentile(waits, 0.99) < 1_000, `${percentile(waits, 0.99).toFixed(0)} ms`);
  } finally {
    await end(constat);
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
