import * as z from 'zod';
import { because, identifier, lineOfText, oneOf } from './validation';

/** The view of the list of runs. */

export const MAX_COLUMNS = 40;
export const MAX_VIEWS = 50;
export const MAX_VIEW_NAME = 60;
export const MAX_QUERY = 500;

/** Columns and groups have the same names as in queries: `dataset`, `learningRate`, `coverage`. */
const FieldNameSchema = identifier('column-name', 80);

const COLUMNS = because({ code: 'columns', most: MAX_COLUMNS });

export const RunViewSchema = z.object({
  columns: z.array(FieldNameSchema, COLUMNS).max(MAX_COLUMNS, COLUMNS),
  order: z.object({
    key: FieldNameSchema,
    descending: z.boolean(because({ code: 'yes-or-no', what: 'descending' })),
  }),
  /** The field by which runs are grouped; null for no groups. */
  group: FieldNameSchema.nullable(),
  mode: oneOf('list-form', ['list', 'gallery']),
});
export type RunView = z.infer<typeof RunViewSchema>;

/** Besides the name and the selection, which are always shown. */
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

/** Identified by name. */
export const SavedViewsSchema = z
  .array(SavedViewSchema, because('views'))
  .max(MAX_VIEWS, because({ code: 'too-many-views', most: MAX_VIEWS }));
