// The configuration of deploy/nginx, run by the real nginx in front of the real server.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import tls from 'node:tls';
import { answers, end, freePorts, program, request, root, sleep, start } from './support/processes.mjs';

const unpacked = path.join(process.env.CONSTAT_DEPS ?? path.join(root, '.deps'), 'nginx/usr/sbin/nginx');
const nginx = ['/usr/sbin/nginx', unpacked].find((file) => fs.existsSync(file));
const kSlow = 500;
const kBigFile = 4 << 20;  // more than socket buffers hold, so that who does not read is noticed

// The files of deploy/, with this test's ports, paths and certificate instead of a server's.
function writeConfiguration(folder, ports) {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=constat.example.org',
    '-keyout', path.join(folder, 'key.pem'), '-out', path.join(folder, 'cert.pem')], { stdio: 'ignore' });
  const replace = (text, from, to) => { assert.ok(text.includes(from), `deploy/nginx/constat.conf no longer says "${from}"`); return text.replaceAll(from, to); };
  let conf = fs.readFileSync(path.join(root, 'deploy/nginx/constat.conf'), 'utf8');
  conf = replace(conf, 'listen 80;', `listen 127.0.0.1:${ports.plain};`);
  conf = replace(conf, 'listen [::]:80;', '');
  conf = replace(conf, 'listen 443 ssl http2;', `listen 127.0.0.1:${ports.tls} ssl http2;`);
  conf = replace(conf, 'listen [::]:443 ssl http2;', '');
  conf = replace(conf, '/etc/ssl/constat/fullchain.pem', path.join(folder, 'cert.pem'));
  conf = replace(conf, '/etc/ssl/constat/privkey.pem', path.join(folder, 'key.pem'));
  conf = replace(conf, '127.0.0.1:8080', `127.0.0.1:${ports.server}`);
  conf = replace(conf, '/etc/nginx/constat-proxy.conf', path.join(root, 'deploy/nginx/constat-proxy.conf'));
  fs.writeFileSync(path.join(folder, 'constat.conf'), conf);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  fs.writeFileSync(path.join(folder, 'nginx.conf'), `${process.getuid() === 0 ? 'user root;' : ''}
    daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log warn; worker_processes 1; worker_rlimit_nofile 4096;
    events { worker_connections 2048; }
    http { access_log off; ${places} include ${folder}/constat.conf; }\n`);
}

// Sockets that are as slow as can be, a third of each kind, from 25 addresses: headers that never end, bodies that come a byte
// a second, answers that nobody reads. Those that were closed on come again, as somebody who means it would.
function slowSockets(connect) {
  const open = new Set();
  let stopped = false, begun = 0;
  const kinds = [
    (socket, i) => { socket.write(`GET /healthz HTTP/1.1\r\nHost: constat.example.org\r\nX-Slow-${i}: `); return 'a'; },
    (socket) => { socket.write('PATCH /api/v1/blobs/' + 'a'.repeat(64) + ' HTTP/1.1\r\nHost: constat.example.org\r\nContent-Length: 100000\r\n\r\n'); return 'a'; },
    (socket) => { socket.pause(); socket.write('GET /big.js HTTP/1.1\r\nHost: constat.example.org\r\n\r\n'); return ''; },
  ];
  const begin = (i) => {
    if (stopped) return;
    const socket = connect(`127.0.1.${1 + (i % 25)}`);
    let timer;
    socket.on(socket.encrypted ? 'secureConnect' : 'connect', () => {
      ++begun;
      const drip = kinds[i % 3](socket, i);
      if (i % 3 !== 2) socket.resume();
      if (drip) timer = setInterval(() => socket.write(drip), 1000);
    });
    socket.on('error', () => {});
    socket.on('close', () => { clearInterval(timer); open.delete(socket); setTimeout(() => begin(i), 200); });
    open.add(socket);
  };
  for (let i = 0; i < kSlow; ++i) begin(i);
  return { open, begun: () => begun, stop: () => { stopped = true; for (const socket of open) socket.destroy(); } };
}

const quantile = (values, q) => values.slice().sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))];

test('nginx in front of the server', { skip: nginx ? false : 'nginx is not here: scripts/bootstrap --for-tests brings it' }, async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'constat-nginx-'));
  const [plain, tlsPort, server] = await freePorts(3);
  const ports = { plain, tls: tlsPort, server };
  const web = path.join(folder, 'web'), data = path.join(folder, 'data');
  fs.mkdirSync(web);
  for (const name of ['index.html', 'sw.js']) fs.writeFileSync(path.join(web, name), '<!doctype html>');
  fs.writeFileSync(path.join(web, 'big.js'), '/'.repeat(kBigFile));
  let proxy, constat;
  try {
    const said = execFileSync(program, ['user', 'add', '--data', data, '--email', 'claire@example.org', '--name', 'Claire Aubry', '--role', 'manager', '--lang', 'en'], { encoding: 'utf8' });
    const password = /: (\S{12,})\s*$/m.exec(said)?.[1];
    assert.ok(password, said);
    writeConfiguration(folder, ports);
    constat = await start(program, ['serve', '--data', data, '--web', web, '--port', String(ports.server)], () => answers(ports.server));
    proxy = await start(nginx, ['-p', folder, '-e', path.join(folder, 'error.log'), '-c', path.join(folder, 'nginx.conf')], () => answers(ports.tls));
    const ask = (options, body) => request(https, { port: ports.tls, servername: 'constat.example.org', ...options, headers: { Host: 'constat.example.org', 'Constat-Protocol': '1', ...options.headers } }, body);
    const signIn = (word) => ask({ method: 'POST', path: '/api/v1/session', headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' } }, JSON.stringify({ email: 'claire@example.org', password: word }));

    await t.test('plain HTTP is sent to HTTPS, which says for how long it holds', async () => {
      const sent = await request(http, { port: ports.plain, path: '/x', headers: { Host: 'constat.example.org' } });
      assert.equal(sent.status, 301);
      assert.equal(sent.headers.location, 'https://constat.example.org/x');
      // Not so what only programs ask for: one that sends its token in the open is to notice.
      const asked = await request(http, { port: ports.plain, path: '/api/v1/meta', headers: { Host: 'constat.example.org' } });
      assert.equal(asked.status, 403);
      const page = await ask({ path: '/' });
      assert.equal(page.status, 200);
      assert.match(page.headers['strict-transport-security'], /max-age=31536000/);
      assert.match(page.headers['content-security-policy'], /default-src 'none'/);
      assert.equal(page.headers['content-security-policy'].split('default-src').length, 2, 'the policy is the server’s, and there is one');
      assert.equal(page.headers['x-content-type-options'], 'nosniff');
      // A page that nginx itself writes.
      const own = await ask({ path: `/${'x'.repeat(20_000)}` });
      assert.equal(own.status, 414);
      assert.equal(own.headers['x-content-type-options'], 'nosniff');
      assert.match(own.headers['content-security-policy'], /frame-ancestors 'none'/);
      assert.ok(!/\d/.test(page.headers.server ?? ''), `the answer tells nginx's version: ${page.headers.server}`);
    });

    let cookie;
    await t.test('a session begins with a cookie for HTTPS alone', async () => {
      const begun = await signIn(password);
      assert.equal(begun.status, 200, begun.body);
      const given = begun.headers['set-cookie'][0];
      assert.match(given, /^__Host-constat=/);
      assert.match(given, /; Secure/);
      assert.match(given, /; HttpOnly/);
      cookie = given.split(';')[0];
    });

    await t.test('a body in chunks arrives with its length, and one beyond the limit is refused', async () => {
      const chunked = await ask({ method: 'PATCH', path: `/api/v1/blobs/${'a'.repeat(64)}`, headers: { Cookie: cookie, 'Transfer-Encoding': 'chunked', 'Sec-Fetch-Site': 'same-origin' } }, 'abc');
      assert.notEqual(chunked.status, 411, chunked.body);
      const large = await ask({ method: 'POST', path: '/api/v1/session', headers: { 'Content-Length': 40 << 20 } }, '').catch((error) => error);
      assert.ok(large.status === 413 || large instanceof Error, `${large.status}`);
    });

    await t.test('500 slow sockets do not keep a person waiting', async () => {
      const slow = slowSockets((localAddress) => tls.connect({ host: '127.0.0.1', port: ports.tls, localAddress, rejectUnauthorized: false, servername: 'constat.example.org' }));
      try {
        const until = Date.now() + 60_000;
        while (slow.begun() < kSlow && Date.now() < until) await sleep(100);
        assert.ok(slow.begun() >= kSlow, `only ${slow.begun()} of ${kSlow} slow sockets stood`);
        await sleep(2_000);
        const taken = [];
        const began = Date.now();
        const agent = new https.Agent({ keepAlive: true });
        while (Date.now() - began < 12_000 || taken.length < 200) {
          const own = taken.length % 5 === 0 ? { agent: false } : { agent };  // each fifth on a new connection
          const answer = await ask({ path: taken.length % 2 ? '/api/v1/sync?limit=50' : '/healthz', headers: { Cookie: cookie }, ...own });
          assert.equal(answer.status, 200, answer.body);
          taken.push(answer.ms);
          await sleep(10);
        }
        agent.destroy();
        console.log(`# figure nginx, ${kSlow} slow sockets (${slow.open.size} open at the end): ${taken.length} requests, median ${quantile(taken, 0.5).toFixed(1)} ms, p99 ${quantile(taken, 0.99).toFixed(1)} ms`);
        assert.ok(quantile(taken, 0.99) < 1000, `p99 ${quantile(taken, 0.99)} ms`);
      } finally { slow.stop(); }
    });

    await t.test('the same sockets stop a server that nothing stands before: the test would notice', async () => {
      const slow = slowSockets((localAddress) => net.connect({ host: '127.0.0.1', port: ports.server, localAddress }));
      try {
        await sleep(3_000);
        const answer = await request(http, { port: ports.server, path: '/healthz', timeout: 1_500, agent: false }).catch((error) => error);
        assert.ok(answer instanceof Error || answer.ms > 1000, `answered in ${answer.ms} ms`);
      } finally { slow.stop(); }
    });

    await t.test('guessing passwords is slowed down by address', async () => {
      const statuses = [];
      for (let i = 0; i < 30; ++i) statuses.push((await signIn('wrong')).status);
      assert.ok(statuses.includes(429), statuses.join(' '));
    });
  } finally {
    await end(proxy);
    await end(constat);
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

const analyzer = ['/usr/bin/systemd-analyze', '/bin/systemd-analyze'].find((file) => fs.existsSync(file));

test('the units are right, and leave little open', { skip: analyzer ? false : 'systemd-analyze is not here' }, () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'constat-units-'));
  try {
    const units = fs.readdirSync(path.join(root, 'deploy/systemd')).map((name) => {
      const text = fs.readFileSync(path.join(root, 'deploy/systemd', name), 'utf8').replaceAll('/usr/local/bin/constat', '/bin/true');
      fs.writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    });
    assert.equal(units.length, 3);
    // What cannot be known without a manager (mounts, the account) is not asked; errors of syntax and unknown settings are told.
    const told = spawnText(analyzer, ['verify', '--man=no', '--generators=no', ...units]);
    const faults = told.split('\n').filter((line) => line.includes(folder) || /Unknown|Invalid|Failed to parse/i.test(line));
    assert.deepEqual(faults, []);
    for (const name of ['constat.service', 'constat-backup.service']) {
      const exposure = /Overall exposure level[^:]*: ([\d.]+)/.exec(spawnText(analyzer, ['security', '--offline=true', '--no-pager', path.join(folder, name)]));
      assert.ok(exposure, 'no exposure told');
      console.log(`# figure ${name}: exposure ${exposure[1]} of 10`);
      assert.ok(Number(exposure[1]) < 2.5, `${name}: ${exposure[1]}`);
    }
  } finally { fs.rmSync(folder, { recursive: true, force: true }); }
});

// What a program says, whatever its exit code.
function spawnText(command, args) {
  try { return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }); }
  catch (error) { return `${error.stdout}\n${error.stderr}`; }
}
