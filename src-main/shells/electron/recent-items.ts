import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { APP_URL } from './app-page';
import type { OpenRequest } from './open-requests';

/** A run that was looked at, or a file that was opened. */
const RecentItemSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), id: z.int().min(1) }),
  z.object({ type: z.literal('file'), path: z.string() }),
]);
export type RecentItem = z.infer<typeof RecentItemSchema>;

const MOST = 10;
/** Newest first. */
export const RecentItemsSchema = z.array(RecentItemSchema).max(MOST);

/** The list with an item in front, which it has only once; the oldest is left out of a list that is full. */
export function withRecent(items: readonly RecentItem[], newest: RecentItem): RecentItem[] {
  return [newest, ...items.filter((item) => !isDeepStrictEqual(item, newest))].slice(0, MOST);
}

/** The run of a page's address; null for an address of anything else. */
export function runOfAddress(url: string): RecentItem | null {
  const id = url.startsWith(APP_URL)
    ? /^#\/runs\/([1-9]\d{0,8})$/.exec(url.slice(APP_URL.length))?.[1]
    : null;
  return id == null ? null : { type: 'run', id: Number(id) };
}

interface Options {
  /** Where the list is kept. */
  readonly remembered: {
    readonly state: { readonly recent: readonly RecentItem[] };
    change(changed: { recent: RecentItem[] }): void;
  };
  /** The name of a run; null if it is no longer there, and left out of the menu. */
  readonly nameOf: (runId: number) => string | null;
  readonly open: (request: OpenRequest) => void;
  /** Called after the list has changed. */
  readonly onChange: () => void;
}

/** What was opened last, for the menu. */
export function recentItems({ remembered, nameOf, open, onChange }: Options) {
  const keep = (recent: RecentItem[]): void => {
    remembered.change({ recent });
    onChange();
  };
  const entryOf = (item: RecentItem) => {
    const label = item.type === 'file' ? basename(item.path) : nameOf(item.id);
    const request: OpenRequest = item.type === 'file' ? { type: 'files', paths: [item.path] } : item;
    const entry = {
      label: label ?? '',
      open: () => {
        open(request);
      },
    };
    return label === null ? [] : [entry];
  };
  return {
    add(item: RecentItem): void {
      const { recent } = remembered.state;
      if (!isDeepStrictEqual(recent[0], item)) keep(withRecent(recent, item));
    },
    menu: () => ({
      recent: remembered.state.recent.flatMap(entryOf),
      clearRecent: () => {
        keep([]);
      },
    }),
  };
}
