/** The channels between the window's main process and its page; the preload script passes their messages on. */

/** The page asks for its port to the core, and gets it. */
export const CONNECT = 'workbench:connect';
/** A command for the page. */
export const WINDOW_COMMAND = 'workbench:command';
/** The page takes commands from now on. */
export const WINDOW_READY = 'workbench:ready';
/** The page asks for the data folder in the system's file manager. */
export const WINDOW_OPEN_FOLDER = 'workbench:open-folder';
/** The page's theme was chosen. */
export const WINDOW_THEME = 'workbench:theme';
