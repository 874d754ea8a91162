import { parseRoute, paths, type Route } from '../pure/routes';

export { paths };

/** The current view, stored in the address so that it survives a reload. */
class Router {
  route = $state.raw<Route>(parseRoute(location.hash));
  /** How many addresses were gone to; one that only replaces another is not counted. */
  visits = $state.raw(0);
  /** The address that `route` was read from. */
  #address = location.hash;

  constructor() {
    addEventListener('hashchange', () => {
      this.visits += 1;
      this.#read();
    });
  }

  #read(): void {
    this.#address = location.hash;
    this.route = parseRoute(location.hash);
  }

  go(path: string): void {
    location.hash = path;
  }

  /** Changes the address without adding to the history, unless another view is on its way. */
  replace(path: string): void {
    // A link changes the address at once, and announces it a moment later.
    if (location.hash !== this.#address) return;
    history.replaceState(null, '', path);
    this.#read();
  }
}

export const router = new Router();
