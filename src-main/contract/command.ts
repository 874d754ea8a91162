/** Set by the build of a package, where the command line is an installed command. */
declare const __COMMAND__: string | undefined;

/** What people type before a command's name: `npm start --` in a checkout. */
export const COMMAND = typeof __COMMAND__ === 'undefined' ? 'npm start --' : __COMMAND__;
/** Whether this is an installed package, whose parts are set up by its installation. */
export const IS_PACKAGED = COMMAND !== 'npm start --';
