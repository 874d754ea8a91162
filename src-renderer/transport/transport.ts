import type { WindowCommand } from '../../src-main/contract/window-command';
import type { ApiClient } from '../../src-main/contract/api';

export type ConnectionState = 'connected' | 'reconnecting';

/**
 * The renderer's one way to the core. Calls made while reconnecting wait for the connection or fail; streams that
 * were open when it broke end with an error, and their readers open them again after `connected`.
 */
export interface Transport {
  /** `window`: the desktop shell. `browser`: a tab on the loopback shell. */
  readonly kind: 'window' | 'browser';
  readonly api: ApiClient;
  /** Calls `listener` with the present state at once, then with each change. Returns the way to unsubscribe. */
  onConnection(listener: (state: ConnectionState) => void): () => void;
  /** Calls `listener` with what is chosen in the menu of the window; a tab has none. Returns the way to unsubscribe. */
  onCommand(listener: (command: WindowCommand) => void): () => void;
  /**
   * Sends one file's bytes, until the signal aborts, and answers the id that `datasets.inspect` takes. Rejects with a
   * `WorkbenchError`.
   */
  upload(file: File, signal: AbortSignal): Promise<string>;
}
