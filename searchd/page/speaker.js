// Tells readers of the screen what came, once the typing pauses: not at every key.
const kQuietMs = 400;

export class Speaker {
  #place;
  #timer = null;

  constructor(place) { this.#place = place; }

  // Takes back what was said, and what was about to be.
  clear() {
    clearTimeout(this.#timer);
    this.#place.textContent = '';
  }

  say(words) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#place.textContent = words; }, kQuietMs);
  }
}
