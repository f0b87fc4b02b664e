// A daemon for one test. It serves the page's files as the real one does; the test decides what /v1 responds.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { kTimeoutMs } from './chromium.mjs';

const kPage = fileURLToPath(new URL('../../../searchd/page/', import.meta.url));
const kTypes = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml' };

// The policy that the real daemon sends, read from page.h, its only source.
export async function content_security_policy() {
  const header = await readFile(path.join(kPage, 'page.h'), 'utf8');
  return /kPageContentSecurityPolicy =\s*"([^"]+)"/.exec(header)[1];
}

export const problem = (status, title, headers = {}) => ({
  status, headers, type: 'application/problem+json', json: { type: 'about:blank', title, status, detail: title, request_id: 'r1' },
});

export class FakeDaemon {
  // Handlers of the routes. Each gets the request's body, or an id and a language. It returns JSON, problem(...) or
  // 'hang up', or a promise of one of these.
  suggest = () => ({ revision: 'g7', took_ms: 2.4, languages: ['en'], nothing_good: false, suggestions: [] });
  session = () => ({ signed_in: true, name: 'Ana', audiences: ['public', 'internal'], generation: 'g7',
    documents_visible: 118, documents_needing_key: 0, how: '' });
  article = (id, lang) => ({ id, lang, html: `<p data-block="0">Text of ${id}</p>` });
  ticket = (id) => ({ id, html: `<p data-block="0">Text of ${id}</p>` });
  // By default there are no notices, and nothing is withdrawn.
  state = ({ open, listed }) => ({ revision: 'g7', notices: [], open: open && 'live', listed: listed.map(() => 'live') });
  sign_in = () => ({});
  sign_out = () => ({});

  files = [];     // {url, status, bytes} of each file that was requested
  requests = [];  // {method, url, body, headers}, in the order of arrival
  #watchers = [];

  static async start() {
    const daemon = new FakeDaemon();
    daemon.policy = await content_security_policy();
    daemon.server = createServer((request, response) => daemon.#serve(request, response));
    await new Promise((resolve) => daemon.server.listen(0, '127.0.0.1', resolve));
    daemon.url = `http://127.0.0.1:${daemon.server.address().port}`;
    return daemon;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  // The requests whose URL begins with `route`.
  to(route) { return this.requests.filter(({ url }) => url.startsWith(route)); }

  // Resolves to the first request, past or future, for which `wanted` returns true.
  async request(wanted) {
    return this.requests.find(wanted) ?? new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no such request arrived: ${wanted}`)), kTimeoutMs);
      this.#watchers.push({ wanted, resolve: (entry) => { clearTimeout(timer); resolve(entry); } });
    });
  }

  // Resolves to the request that asks `q` for the given time.
  async question(q, times = 1) {
    return this.request((request) => request.body?.q === q && this.requests.filter((other) =>
      other.body?.q === q && this.requests.indexOf(other) <= this.requests.indexOf(request)).length === times);
  }

  async #serve(request, response) {
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = text === '' ? null : JSON.parse(text);
    if (!request.url.startsWith('/v1/')) return this.#serve_file(request.url, response);
    const entry = { method: request.method, url: request.url, body, headers: request.headers };
    this.requests.push(entry);
    for (const watcher of this.#watchers) if (watcher.wanted(entry)) watcher.resolve(entry);
    const answer = await this.#answer(request.method, request.url, body);
    if (answer === 'hang up') return request.socket.destroy();
    const { status = 200, headers = {}, type = 'application/json', json } = answer?.json ? answer : { json: answer };
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers });
    response.end(JSON.stringify(json));
  }

  #answer(method, url, body) {
    const address = new URL(url, this.url);
    const [, , route, segment] = address.pathname.split('/');
    if (route === 'suggest' && method === 'POST') return this.suggest(body);
    if (route === 'state' && method === 'POST') return this.state(body);
    if (route === 'session') return { GET: this.session, POST: this.sign_in, DELETE: this.sign_out }[method](body);
    if (route === 'articles') return this.article(decodeURIComponent(segment), address.searchParams.get('lang'));
    if (route === 'tickets') return this.ticket(decodeURIComponent(segment));
    return problem(404, 'No such route');
  }

  async #serve_file(url, response) {
    const name = url === '/' ? 'index.html' : /^\/page\/([a-z_]+\.[a-z]+)$/.exec(url)?.[1];
    const bytes = name ? await readFile(path.join(kPage, name)).catch(() => null) : null;
    response.writeHead(bytes ? 200 : 404, { 'Content-Type': kTypes[path.extname(name ?? '')] ?? 'text/plain',
      'Content-Security-Policy': this.policy, 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' });
    this.files.push({ url, status: bytes ? 200 : 404, bytes: bytes?.length ?? 0 });
    response.end(bytes ?? 'not here');
  }
}

// Lets a test decide when a handler continues: `await gate.passed` in the handler, `gate.open()` in the test.
export function gate() {
  let open;
  const passed = new Promise((resolve) => { open = resolve; });
  return { passed, open };
}
