import * as z from 'zod';

/** Commands that the window sends to its page: those of its menu, and what the system asks it to open. */
export const WindowCommandSchema = z.union([
  z.enum([
    'new-run',
    'import',
    'export',
    'compare',
    'settings',
    'keys',
    'pause',
    'record-samples',
    'record-checkpoint',
    'copy-diagnostics',
    'refuse-link',
  ]),
  z.object({ name: z.literal('open-run'), id: z.int().min(1) }),
  /** Files or folders of this machine, which the core has registered like uploads. */
  z.object({
    name: z.literal('import-files'),
    uploadIds: z.array(z.string()),
    areArchives: z.boolean(),
    title: z.string(),
  }),
]);
export type WindowCommand = z.infer<typeof WindowCommandSchema>;

export const ThemeChoiceSchema = z.enum(['system', 'light', 'dark']);
export type ThemeChoice = z.infer<typeof ThemeChoiceSchema>;
