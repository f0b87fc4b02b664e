// Polls the daemon for notices and withdrawals, whether or not anybody types. Pauses while the page is hidden, and
// slows down while the daemon does not respond.
import { LatestRequest } from './latest_request.js';

// The daemon notices a withdrawal within a quarter of a second, so the document leaves the page within two seconds.
const kIntervalMs = 1500;
const kIntervalWhenRefusedMs = 10000;

export class StatePoller {
  #request;
  #running = false;

  // `fetch_state(signal)` returns a promise; `result(found)` gets its value, `failure(error)` the error.
  constructor(fetch_state, { result, failure }) {
    this.#request = new LatestRequest((_, signal) => fetch_state(signal), {
      result: (found) => {
        this.#schedule(kIntervalMs);
        result(found);
      },
      failure: (error) => {
        if (!error.transient) this.#schedule(kIntervalWhenRefusedMs);  // LatestRequest retries transient ones
        failure(error);
      },
    });
    document.addEventListener('visibilitychange', () => this.#schedule(0));
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    this.#schedule(0);
  }

  stop() {
    this.#running = false;
    this.#request.drop();
  }

  #schedule(delay_ms) {
    if (this.#running && document.visibilityState === 'visible') this.#request.send(null, delay_ms);
    else this.#request.drop();
  }
}
