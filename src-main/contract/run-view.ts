import * as z from 'zod';
import { identifier, lineOfText, oneOf } from './validation';

/** How the list of runs is looked at. */

export const MAX_COLUMNS = 40;
export const MAX_VIEWS = 50;
export const MAX_VIEW_NAME = 60;
export const MAX_QUERY = 500;

/** Columns and groups are named as in queries: `dataset`, `learningRate`, `coverage`. */
const FieldNameSchema = identifier('The name of a column', 80);

export const RunViewSchema = z.object({
  columns: z
    .array(FieldNameSchema, { error: 'The columns are a list.' })
    .max(MAX_COLUMNS, { error: `A list has at most ${String(MAX_COLUMNS)} columns.` }),
  order: z.object({
    key: FieldNameSchema,
    descending: z.boolean({ error: 'Whether an order is descending is yes or no.' }),
  }),
  /** What runs with the same value are gathered by; null where they are not. */
  group: FieldNameSchema.nullable(),
  mode: oneOf('The form of a list', ['list', 'gallery']),
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
  name: lineOfText('The name of a view', MAX_VIEW_NAME),
  query: identifier('A query', MAX_QUERY),
});
export type SavedView = z.infer<typeof SavedViewSchema>;

/** Listed by their names. */
export const SavedViewsSchema = z
  .array(SavedViewSchema, { error: 'The views are a list.' })
  .max(MAX_VIEWS, { error: `There are at most ${String(MAX_VIEWS)} views: remove one first.` });
