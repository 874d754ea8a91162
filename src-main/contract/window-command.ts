import * as z from 'zod';

/** Commands that the window's menu sends to its page. */
export const WindowCommandSchema = z.enum(['new-run', 'import', 'export', 'compare']);
export type WindowCommand = z.infer<typeof WindowCommandSchema>;

/** The channel of commands from the preload script to the page. */
export const WINDOW_COMMAND = 'workbench:command';
