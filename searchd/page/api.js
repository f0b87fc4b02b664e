// The daemon's routes that the page uses. Questions are sent in the body of a POST, which keeps them out of URLs, the
// browser's history and proxy logs.

// A request that did not succeed. `status` is 0 if there was no response.
export class RequestFailed extends Error {
  constructor(status, detail = '', retryAfterMs = 0) {
    super(detail || (status ? `HTTP ${status}` : 'no response'));
    this.status = status;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }

  get signedOut() { return this.status === 401; }

  // True if the same request may succeed in a moment.
  get transient() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

// Long enough for a daemon that is starting, short enough to notice a lost connection during the call.
const kTimeoutMs = 8000;

// The detail of an application/problem+json. Empty for other bodies, such as a proxy's error page, which would tell an
// agent nothing.
async function detail_of(response) {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return '';
  const problem = await response.json().catch(() => ({}));
  return String(problem.detail ?? problem.title ?? '');
}

// Rejects with RequestFailed, or with AbortError if `signal` was aborted.
async function request(method, path, { body, signal } = {}) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal?.addEventListener('abort', abort);
  const timer = setTimeout(abort, kTimeoutMs);
  try {
    signal?.throwIfAborted();
    const response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: controller.signal,
    });
    if (!response.ok) {
      const retry_after_ms = 1000 * (Number(response.headers.get('retry-after')) || 0);
      throw new RequestFailed(response.status, await detail_of(response), retry_after_ms);
    }
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof RequestFailed ? error : new RequestFailed(0);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

export const suggest = (question, signal) => request('POST', '/v1/suggest', { body: question, signal });

// Returns the current notices, and whether the given documents may still be shown.
export const state = (shown, signal) => request('POST', '/v1/state', { body: shown, signal });

export function open_document({ kind, id, lang }, signal) {
  const segment = encodeURIComponent(id);
  if (kind === 'ticket') return request('GET', `/v1/tickets/${segment}`, { signal });
  return request('GET', `/v1/articles/${segment}?lang=${encodeURIComponent(lang ?? '')}`, { signal });
}

export const session = (signal) => request('GET', '/v1/session', { signal });
// `credential` is {key}, or {code} from a sign-in link.
export const sign_in = (credential) => request('POST', '/v1/session', { body: credential });
export const sign_out = () => request('DELETE', '/v1/session');
