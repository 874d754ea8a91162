import * as z from 'zod';

/** What the menu of the window asks of its page. */
export const WindowCommandSchema = z.enum(['new-run', 'import', 'export', 'compare']);
export type WindowCommand = z.infer<typeof WindowCommandSchema>;

/** The message of a command, from the preload script to the page. */
export const WINDOW_COMMAND = 'workbench:command';
