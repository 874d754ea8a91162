import type { ThemeChoice, WindowCommand } from '../../src-main/contract/window-command';
import type { ApiClient } from '../../src-main/contract/api';

export type ConnectionState = 'connected' | 'reconnecting';

/**
 * The renderer's only connection to the core. Calls made while reconnecting wait for the connection or fail; streams
 * that were open when it broke end with an error, and their readers open them again after `connected`.
 */
export interface Transport {
  /** `window`: the desktop shell. `browser`: a tab on the loopback shell. */
  readonly kind: 'window' | 'browser';
  readonly api: ApiClient;
  /** Calls `listener` immediately with the current state, then with each change. Returns a function to unsubscribe. */
  onConnection(listener: (state: ConnectionState) => void): () => void;
  /**
   * Calls `listener` with the commands of the window: of its menu, and of the system; a tab has none. Returns a function
   * to unsubscribe.
   */
  onCommand(listener: (command: WindowCommand) => void): () => void;
  /** Opens the data folder in the system's file manager; a tab cannot. */
  openDataFolder(): void;
  /** Shows a theme in the window's frame as well; a tab has none of its own. */
  showTheme(choice: ThemeChoice): void;
  /**
   * Uploads one file until the signal aborts, and returns the id for `datasets.inspect`. Rejects with a
   * `WorkbenchError`.
   */
  upload(file: File, signal: AbortSignal): Promise<string>;
}
