// Signs in with the one-time code of the link that the page was opened with, or with a key.
import * as api from './api.js';

const kNoResponse = 'The search does not respond. Try again in a moment.';
const kKeyRefused = 'This key is unknown or has expired.';
const kLinkRefused = 'This link was used already, has expired, or is unknown. Ask for a new one.';
const kLinkHoldsKey = 'Links that contain a key no longer work, since the browser keeps them in its history. Ask for a new link.';

export class SignIn {
  #code = null;
  problem = null;  // why the last link was refused

  // True if there is a link to offer, or a refused one to explain.
  get pending() { return this.by_link || this.problem !== null; }
  get by_link() { return this.#code !== null; }

  // Reads a link such as "https://callside.example/#code=..." from the address bar and removes the code there. Returns
  // false if there is none. A fragment is never sent to a server, but the browser's history keeps it; so links hold a
  // one-time code rather than a key.
  take_link() {
    const found = /^#(code|key)=(.+)$/.exec(location.hash);
    if (!found) return false;
    history.replaceState(null, '', location.pathname + location.search);
    this.#code = found[1] === 'code' ? found[2] : null;
    this.problem = found[1] === 'key' ? kLinkHoldsKey : null;
    return true;
  }

  drop_link() {
    this.#code = null;
    this.problem = null;
  }

  // Both resolve to {session}, or to {problem, retry}: the problem in words, and whether a retry may succeed.
  async use_link() {
    const result = await this.#send({ code: this.#code }, kLinkRefused);
    if (!result.retry) this.#code = null;
    this.problem = result.problem ?? null;
    return result;
  }

  use_key(key) { return this.#send({ key }, kKeyRefused); }

  async #send(credential, refused) {
    try {
      return { session: await api.sign_in(credential) };
    } catch (error) {
      if (error.signedOut) return { problem: refused };
      return { problem: error.detail || (error.transient ? kNoResponse : refused), retry: error.transient };
    }
  }
}
