// One static server for every program that is measured: the same compression, the same caching, the same slow line.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const kTypes = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json',
  '.xml': 'application/xml', '.ttf': 'font/ttf', '.woff': 'font/woff', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.webmanifest': 'application/manifest+json', '.ico': 'image/x-icon',
};
const kHashedName = /\.[0-9a-zA-Z]{8,10}\.\w+$/;
const kAlreadySmall = /\.(png|woff2?|ico)$/;

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });

/** name -> bytes, compressed once: brotli at its best takes seconds for a megabyte, so `cache` keeps it by content. */
export function compressed(files, cache) {
  mkdirSync(cache, { recursive: true });
  return new Map([...files].map(([name, raw]) => {
    const small = kAlreadySmall.test(name);
    const digest = createHash('sha256').update(raw).digest('hex').slice(0, 20);
    const kept = (kind, make) => {
      const path = join(cache, `${digest}.${kind}`);
      if (!existsSync(path)) writeFileSync(path, make(raw));
      return readFileSync(path);
    };
    return [`/${name}`, { raw, small, etag: `"${digest}"`, br: small ? raw : kept('br', brotli), gz: small ? raw : kept('gz', (bytes) => gzipSync(bytes, { level: 9 })) }];
  }));
}

/**
 * Serves `files` on loopback. `api` is the address that everything under /api/ goes to. `line` ({latencyMs, bytesPerSecond}) can be set at any
 * time; `sent` holds what went out: {path, br, gz, at}.
 */
export async function serve(files, { api } = {}) {
  const state = { files, sent: [], line: null };
  let freeAt = 0;
  const delivered = async (bytes) => {
    if (!state.line) return;
    const { latencyMs, bytesPerSecond } = state.line;
    freeAt = Math.max(freeAt, Date.now()) + (1000 * bytes) / bytesPerSecond;
    await new Promise((resolve) => setTimeout(resolve, latencyMs + Math.max(0, freeAt - Date.now())));
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pathname.startsWith('/api/') && api) {
      const target = forward(new URL(request.url, api), { method: request.method, headers: { ...request.headers, host: new URL(api).host } }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      target.on('error', () => response.destroy());
      request.pipe(target);
      return;
    }
    const name = pathname === '/' ? '/index.html' : pathname;
    const file = state.files.get(name);
    if (!file) { response.writeHead(404).end(); return; }
    const headers = { ETag: file.etag, 'Cache-Control': kHashedName.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache', Vary: 'Accept-Encoding' };
    if (request.headers['if-none-match'] === file.etag) {
      await delivered(0);
      response.writeHead(304, headers).end();
      return;
    }
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding = file.small ? null : accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gz' : null;
    const bytes = encoding ? file[encoding] : file.raw;
    state.sent.push({ path: name, raw: file.raw.length, br: file.br.length, gz: file.gz.length, at: Date.now() });
    await delivered(bytes.length);
    response.writeHead(200, { ...headers, 'Content-Type': kTypes[extname(name)] ?? 'application/octet-stream', 'Content-Length': bytes.length,
      ...(encoding ? { 'Content-Encoding': encoding === 'gz' ? 'gzip' : 'br' } : {}) });
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://localhost:${server.address().port}/`;
  state.stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return state;
}
