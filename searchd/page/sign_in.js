// Signing in: with the one-time code of the link that the page was opened with, or with a key.
import * as api from './api.js';

const kNoAnswer = 'The search does not answer. Try again in a moment.';
const kWrongKey = 'This key is not known here, or has ended.';
const kDeadLink = 'This link was used already, has expired, or is not known here. Ask for another.';
const kKeyLink = 'Links that hold a key are not taken any more, since the browser keeps them in its history. Ask for a new link.';

export class SignIn {
  #code = null;
  problem = null;  // why a link was not taken

  // Whether there is a link to be offered, or to be told about.
  get pending() { return this.by_link || this.problem !== null; }
  get by_link() { return this.#code !== null; }

  // Reads the link that the page was opened with, "https://callside.example/#code=...", and takes it out of the address
  // bar. A fragment is never sent to a server. The browser's history keeps it all the same, which is why it holds no key.
  take_link() {
    const found = /^#(code|key)=(.+)$/.exec(location.hash);
    if (!found) return false;
    history.replaceState(null, '', location.pathname + location.search);
    this.#code = found[1] === 'code' ? found[2] : null;
    this.problem = found[1] === 'key' ? kKeyLink : null;
    return true;
  }

  drop_link() {
    this.#code = null;
    this.problem = null;
  }

  // Both give {session}, or {problem} in words.
  async use_link() {
    const result = await this.#send({ code: this.#code }, kDeadLink);
    if (!result.again) this.#code = null;
    this.problem = result.problem ?? null;
    return result;
  }

  use_key(key) { return this.#send({ key }, kWrongKey); }

  async #send(proof, refused) {
    try {
      return { session: await api.sign_in(proof) };
    } catch (error) {
      if (error.signedOut) return { problem: refused };
      return { problem: error.detail || (error.passing ? kNoAnswer : refused), again: error.passing };
    }
  }
}
