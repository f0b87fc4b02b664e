// The daemon's routes that the page uses. A question goes in the body of a POST, so that it stands in no address, no
// history and no proxy's log.

// What came was not an answer. `status` is 0 where nothing came at all.
export class RequestFailed extends Error {
  constructor(status, detail = '', retryAfterMs = 0) {
    super(detail || (status ? `HTTP ${status}` : 'no answer'));
    this.status = status;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }

  get signedOut() { return this.status === 401; }

  // The same request may well be answered in a moment.
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

// Long enough for a daemon that is starting, short enough that a lost connection is noticed during the call.
const kLongestWaitMs = 8000;

// The text of an application/problem+json, or what a proxy in between said: then nothing, as it says nothing to an agent.
async function detail_of(response) {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return '';
  const problem = await response.json().catch(() => ({}));
  return String(problem.detail ?? problem.title ?? '');
}

// Rejects with RequestFailed, or with the signal's AbortError where the caller gave up.
async function request(method, path, { body, signal } = {}) {
  const limit = new AbortController();
  const give_up = () => limit.abort();
  signal?.addEventListener('abort', give_up);
  const timer = setTimeout(give_up, kLongestWaitMs);
  try {
    signal?.throwIfAborted();
    const response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: limit.signal,
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
    signal?.removeEventListener('abort', give_up);
  }
}

export const suggest = (question, signal) => request('POST', '/v1/suggest', { body: question, signal });

// The notices, and whether the named documents may still be shown.
export const state = (shown, signal) => request('POST', '/v1/state', { body: shown, signal });

export function open_document({ kind, id, lang }, signal) {
  const segment = encodeURIComponent(id);
  if (kind === 'ticket') return request('GET', `/v1/tickets/${segment}`, { signal });
  return request('GET', `/v1/articles/${segment}?lang=${encodeURIComponent(lang ?? '')}`, { signal });
}

export const session = (signal) => request('GET', '/v1/session', { signal });
// `proof` is {key} or {code}, the code of a sign-in link.
export const sign_in = (proof) => request('POST', '/v1/session', { body: proof });
export const sign_out = () => request('DELETE', '/v1/session');
