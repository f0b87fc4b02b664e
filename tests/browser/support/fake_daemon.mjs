// A daemon for one test: it serves the page's files as the real one does, and answers /v1 with what the test says.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { kPatienceMs } from './chromium.mjs';

const kPage = fileURLToPath(new URL('../../../searchd/page/', import.meta.url));
const kTypes = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml' };

// The one that the program sends: it stands in page.h alone.
export async function content_security_policy() {
  const header = await readFile(path.join(kPage, 'page.h'), 'utf8');
  return /kPageContentSecurityPolicy =\s*"([^"]+)"/.exec(header)[1];
}

export const problem = (status, title, headers = {}) => ({
  status, headers, type: 'application/problem+json', json: { type: 'about:blank', title, status, detail: title, request_id: 'r1' },
});

export class FakeDaemon {
  // What the routes answer. Each gets the request's body (or id and language) and may keep one waiting; what it gives
  // is the JSON, or problem(...), or 'hang up'.
  suggest = () => ({ revision: 'g7', took_ms: 2.4, languages: ['en'], nothing_good: false, suggestions: [] });
  session = () => ({ signed_in: true, name: 'Ana', audiences: ['public', 'internal'], generation: 'g7',
    documents_visible: 118, documents_needing_key: 0, how: '' });
  article = (id, lang) => ({ id, lang, html: `<p data-block="0">Text of ${id}</p>` });
  ticket = (id) => ({ id, html: `<p data-block="0">Text of ${id}</p>` });
  // Nothing is withdrawn, and there are no notices.
  state = ({ open, listed }) => ({ revision: 'g7', notices: [], open: open && 'live', listed: listed.map(() => 'live') });
  sign_in = () => ({});
  sign_out = () => ({});

  files = [];     // {url, status, bytes}: what was sent of the page
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

  to(route) { return this.requests.filter(({ url }) => url.startsWith(route)); }

  // Resolves with the first request, gone or to come, that `wanted` holds for.
  async request(wanted) {
    return this.requests.find(wanted) ?? new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`this request never came: ${wanted}`)), kPatienceMs);
      this.#watchers.push({ wanted, resolve: (entry) => { clearTimeout(timer); resolve(entry); } });
    });
  }

  // The question whose text is `q`, the n-th time.
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

// Something that the test lets happen: `await gate.passed` in an answer, `gate.open()` in the test.
export function gate() {
  let open;
  const passed = new Promise((resolve) => { open = resolve; });
  return { passed, open };
}
