import type { ConnectionState } from '../transport/transport';

/**
 * Whether the core can be reached. There is one for the window, because without a connection all calls fail for that
 * reason.
 */
class Connection {
  state = $state.raw<ConnectionState>('connected');
}

export const connection = new Connection();
