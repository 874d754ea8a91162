import * as z from 'zod';
import { because, identifier, lineOfText, oneOf } from './validation';

/** How the list of runs is looked at. */

export const MAX_COLUMNS = 40;
export const MAX_VIEWS = 50;
export const MAX_VIEW_NAME = 60;
export const MAX_QUERY = 500;

/** Columns and groups are named as in queries: `dataset`, `learningRate`, `coverage`. */
const FieldNameSchema = identifier('column-name', 80);

const COLUMNS = because({ code: 'columns', most: MAX_COLUMNS });

export const RunViewSchema = z.object({
  columns: z.array(FieldNameSchema, COLUMNS).max(MAX_COLUMNS, COLUMNS),
  order: z.object({
    key: FieldNameSchema,
    descending: z.boolean(because({ code: 'yes-or-no', what: 'descending' })),
  }),
  /** What runs with the same value are gathered by; null where they are not. */
  group: FieldNameSchema.nullable(),
  mode: oneOf('list-form', ['list', 'gallery']),
});
export type RunView = z.infer<typeof RunViewSchema>;

/** Beside the name and the selection, which are always there. */
export const DEFAULT_RUN_VIEW: RunView = {
  columns: ['dataset', 'state', 'trend', 'value', 'time', 'samples'],
  order: { key: 'id', descending: true },
  group: null,
  mode: 'list',
};

export const SavedViewSchema = RunViewSchema.extend({
  name: lineOfText('view-name', MAX_VIEW_NAME),
  query: identifier('query', MAX_QUERY),
});
export type SavedView = z.infer<typeof SavedViewSchema>;

/** Listed by their names. */
export const SavedViewsSchema = z
  .array(SavedViewSchema, because('views'))
  .max(MAX_VIEWS, because({ code: 'too-many-views', most: MAX_VIEWS }));
