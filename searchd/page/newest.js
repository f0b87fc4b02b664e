// Many requests of which only the newest counts: an answer that comes late never takes the place of a newer one.
// Where the daemon doesn't answer, the same request is made again until it does or another takes its place.
//
//   const newest = new Newest(fetch_it, {answer, trouble});
//   newest.ask(request, pause_ms)
//
// `fetch_it(request, signal)` gives a promise. `answer(result, request)` and `trouble(error, request)` are called for
// the newest request alone.
const kFirstWaitMs = 1000;
const kLongestWaitMs = 8000;
const kLongestBusyMs = 30000;  // whatever a busy daemon asks for

export class Newest {
  #fetch;
  #on;
  #sequence = 0;
  #controller = null;
  #timer = null;
  #waiting = null;  // makes the next try now, while one is waited for

  constructor(fetch_it, on) {
    this.#fetch = fetch_it;
    this.#on = on;
    globalThis.addEventListener?.('online', () => this.retry_now());
  }

  ask(request, pause_ms = 0) {
    const sequence = this.drop();
    this.#timer = setTimeout(() => this.#send(sequence, request, 0), pause_ms);
  }

  // Forgets what was asked; gives the number that the next request has.
  drop() {
    clearTimeout(this.#timer);
    this.#controller?.abort();
    this.#waiting = null;
    return ++this.#sequence;
  }

  retry_now() { this.#waiting?.(); }

  async #send(sequence, request, tries) {
    clearTimeout(this.#timer);
    this.#waiting = null;
    this.#controller = new AbortController();
    let result;
    try {
      result = await this.#fetch(request, this.#controller.signal);
    } catch (error) {
      if (sequence === this.#sequence) this.#failed(error, sequence, request, tries);
      return;
    }
    if (sequence === this.#sequence) this.#on.answer(result, request);
  }

  #failed(error, sequence, request, tries) {
    if (error.passing) {
      const again_ms = Math.min(kFirstWaitMs * 2 ** tries, kLongestWaitMs);
      this.#waiting = () => this.#send(sequence, request, tries + 1);
      this.#timer = setTimeout(this.#waiting, Math.max(again_ms, Math.min(error.retryAfterMs, kLongestBusyMs)));
    }
    this.#on.trouble(error, request);
  }
}
