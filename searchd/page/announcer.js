// Announces messages to screen readers through a live region, once typing pauses rather than at every key.
const kQuietMs = 400;

export class Announcer {
  #region;
  #timer = null;

  constructor(region) { this.#region = region; }

  announce(message) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#region.textContent = message; }, kQuietMs);
  }
}
