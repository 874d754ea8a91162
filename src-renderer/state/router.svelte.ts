import { parseRoute, paths, type Route } from '../pure/routes';

export { paths };

/** The current view, stored in the address so that it survives a reload. */
class Router {
  route = $state.raw<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.route = parseRoute(location.hash)));
  }

  go(path: string): void {
    location.hash = path;
  }

  /** Changes the address without adding to the history. */
  replace(path: string): void {
    history.replaceState(null, '', path);
    this.route = parseRoute(path);
  }
}

export const router = new Router();
