// Sends requests of which only the latest counts: a new one aborts the previous one, and a late response to an older
// request is dropped. After a transient failure, sends the same request again until it succeeds or a new one replaces
// it.
//
//   const request = new LatestRequest(fetch_it, {result, failure});
//   request.send(parameters, delay_ms)
//
// `fetch_it(parameters, signal)` returns a promise. `result(result, parameters)` and `failure(error, parameters)` are
// called for the latest request only; `error` is an api.RequestFailed.
const kFirstRetryMs = 1000;
const kLongestRetryMs = 8000;
const kLongestRetryAfterMs = 30000;  // limit for a daemon's Retry-After

export class LatestRequest {
  #fetch;
  #on;
  #sequence = 0;
  #controller = null;
  #timer = null;
  #retry = null;  // sends the pending retry at once; null if none is pending

  constructor(fetch_it, on) {
    this.#fetch = fetch_it;
    this.#on = on;
    globalThis.addEventListener?.('online', () => this.retry_now());
  }

  send(parameters, delay_ms = 0) {
    const sequence = this.drop();
    this.#timer = setTimeout(() => this.#send(sequence, parameters, 0), delay_ms);
  }

  // Aborts the current request. Returns the sequence number of the next one.
  drop() {
    clearTimeout(this.#timer);
    this.#controller?.abort();
    this.#retry = null;
    return ++this.#sequence;
  }

  retry_now() { this.#retry?.(); }

  async #send(sequence, parameters, retries) {
    clearTimeout(this.#timer);
    this.#retry = null;
    this.#controller = new AbortController();
    let result;
    try {
      result = await this.#fetch(parameters, this.#controller.signal);
    } catch (error) {
      if (sequence === this.#sequence) this.#failed(error, sequence, parameters, retries);
      return;
    }
    if (sequence === this.#sequence) this.#on.result(result, parameters);
  }

  #failed(error, sequence, parameters, retries) {
    if (error.transient) {
      const delay_ms = Math.min(kFirstRetryMs * 2 ** retries, kLongestRetryMs);
      this.#retry = () => this.#send(sequence, parameters, retries + 1);
      this.#timer = setTimeout(this.#retry, Math.max(delay_ms, Math.min(error.retryAfterMs, kLongestRetryAfterMs)));
    }
    this.#on.failure(error, parameters);
  }
}
