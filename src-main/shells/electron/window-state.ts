import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { ThemeChoiceSchema } from '../../contract/window-command';
import { reportDefect } from '../../core/problem';
import { RecentItemsSchema } from './recent-items';

/** A window that is moved or resized changes many times a second. */
const WRITE_AFTER_MS = 400;

const BoundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
const WindowStateSchema = z.object({
  bounds: BoundsSchema.nullable().catch(null).default(null),
  maximized: z.boolean().catch(false).default(false),
  theme: ThemeChoiceSchema.catch('system').default('system'),
  recent: RecentItemsSchema.catch([]).default([]),
});
export type WindowState = z.infer<typeof WindowStateSchema>;

/** How the window looked last, and what was opened in it; written soon after each change, so that a crash loses none. */
export interface RememberedState {
  readonly state: WindowState;
  change(changed: Partial<WindowState>): void;
  /** Writes a change that is not written yet. */
  flush(): void;
}

export function rememberedState(file: string): RememberedState {
  let state = read(file);
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch (error) {
      reportDefect('The state of the window could not be kept', error);
    }
  }

  return {
    get state() {
      return state;
    },
    change(changed) {
      state = { ...state, ...changed };
      timer ??= setTimeout(flush, WRITE_AFTER_MS);
    },
    flush,
  };
}

function read(file: string): WindowState {
  try {
    return WindowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // First start, or an unreadable file.
    return WindowStateSchema.parse({});
  }
}
