import * as z from 'zod';
import { because, lineOfText, listOf, wholeNumberFrom } from './validation';

/** Annotations of runs by the user: tags, a star, and notes. */

export const MAX_TAGS = 20;
export const MAX_TAG_LENGTH = 40;
/** In characters. */
export const MAX_NOTES_LENGTH = 20_000;
/** The most runs that one request may change: a few milliseconds of work. */
export const MAX_RUNS_AT_ONCE = 200;

/** A tag has no commas and quotation marks, because they separate values in queries. */
export const TagSchema = lineOfText('tag', MAX_TAG_LENGTH)
  .transform((tag) => tag.replace(/\s+/g, ' '))
  .pipe(z.string().regex(/^[^,"]*$/, because('tag-marks')));

const NOTES = because({ code: 'notes', most: MAX_NOTES_LENGTH });
export const NotesSchema = z.string(NOTES).max(MAX_NOTES_LENGTH, NOTES);

export const RunIdsSchema = listOf(wholeNumberFrom('run-number', 1), 'runs', MAX_RUNS_AT_ONCE);

/** Omitted parts stay unchanged. */
export const AnnotationChangeSchema = z.object({
  starred: z.boolean(because({ code: 'yes-or-no', what: 'starred' })).optional(),
  addTags: listOf(TagSchema, 'added-tags', MAX_TAGS).optional(),
  removeTags: listOf(TagSchema, 'removed-tags', MAX_TAGS).optional(),
});
export type AnnotationChange = z.input<typeof AnnotationChangeSchema>;

/** Whether two tags are the same, which ignores upper and lower case. */
export const isSameTag = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Returns the tags after a change, without duplicates. */
export function changedTags(
  tags: readonly string[],
  { addTags = [], removeTags = [] }: Pick<AnnotationChange, 'addTags' | 'removeTags'>,
): string[] {
  const left = tags.filter((tag) => !removeTags.some((removed) => isSameTag(tag, removed)));
  for (const tag of addTags) if (!left.some((one) => isSameTag(one, tag))) left.push(tag);
  return left;
}
