// The real server and what stands before it, as processes of a test's own, and single requests to them.
import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const build = process.env.CONSTAT_BUILD ?? path.join(root, 'build');
export const program = process.env.CONSTAT_BIN ?? path.join(build, 'release/backend/constat');

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => done(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

export async function start(command, args, ready) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (bytes) => { said += bytes; });
  child.stderr.on('data', (bytes) => { said += bytes; });
  for (let tries = 0; tries < 300; ++tries) {
    if (child.exitCode !== null) throw new Error(`${command} ended: ${said}`);
    if (await ready()) return child;
    await sleep(100);
  }
  child.kill('SIGKILL');
  throw new Error(`${command} did not start: ${said}`);
}

export const answers = (port) => new Promise((done) => {
  const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); done(true); });
  socket.on('error', () => done(false));
});

export async function end(child) {
  if (!child || child.exitCode !== null) return;
  const gone = new Promise((done) => child.on('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(timer);
}

// One request on a connection of its own or on the agent's.
export function request(protocol, options, body) {
  const began = performance.now();
  return new Promise((done, failed) => {
    const sent = protocol.request({ host: '127.0.0.1', rejectUnauthorized: false, timeout: 20_000, ...options }, (reply) => {
      const parts = [];
      reply.on('data', (bytes) => parts.push(bytes));
      reply.on('end', () => done({ status: reply.statusCode, headers: reply.headers, body: Buffer.concat(parts).toString(), ms: performance.now() - began }));
      reply.on('error', failed);
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer within 20 s')));
    sent.on('error', failed);
    sent.end(body);
  });
}
