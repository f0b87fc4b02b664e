// Tells readers of the screen what came, once the typing pauses: not at every key.
const kQuietMs = 400;

export class Speaker {
  #place;
  #timer = null;

  constructor(place) { this.#place = place; }

  say(words) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#place.textContent = words; }, kQuietMs);
  }
}
