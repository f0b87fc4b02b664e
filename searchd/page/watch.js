// Asks the daemon again and again for what an agent must know while nobody types. It asks only while the page can be
// seen, and more slowly while there is no answer.
import { Newest } from './newest.js';

// The daemon itself follows within a quarter of a second: what is withdrawn leaves the page within two seconds.
const kPauseMs = 1500;
const kPauseWhenRefusedMs = 10000;

export class Watch {
  #looks;
  #running = false;

  // `look(signal)` gives a promise of what is passed to `answer(found)`; `trouble(error)` hears why there is none.
  constructor(look, { answer, trouble }) {
    this.#looks = new Newest((_, signal) => look(signal), {
      answer: (found) => {
        this.#look(kPauseMs);
        answer(found);
      },
      trouble: (error) => {
        if (!error.passing) this.#look(kPauseWhenRefusedMs);  // else Newest tries again by itself
        trouble(error);
      },
    });
    document.addEventListener('visibilitychange', () => this.#look(0));
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    this.#look(0);
  }

  stop() {
    this.#running = false;
    this.#looks.drop();
  }

  #look(pause_ms) {
    if (this.#running && document.visibilityState === 'visible') this.#looks.ask(null, pause_ms);
    else this.#looks.drop();
  }
}
