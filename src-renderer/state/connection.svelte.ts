import type { ConnectionState } from '../transport/transport';

/** Whether the core can be reached: one for the window, since whatever fails meanwhile fails for that. */
class Connection {
  state = $state.raw<ConnectionState>('connected');
}

export const connection = new Connection();
