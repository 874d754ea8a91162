import { isContractProcedure } from '@orpc/contract';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { api } from './api';
import { ImportOptionsSchema } from './dataset';
import { refusal } from './error';
import { NewRunSchema } from './run';
import { DrawRequestSchema } from './figure';
import { fieldReasonText } from './problems/catalogue';
import { fieldProblems, lineOfText, listOf, matching, oneOf, wholeNumber } from './validation';

const wordsOf = (issues: Parameters<typeof fieldProblems>[0]) =>
  Object.fromEntries(
    Object.entries(fieldProblems(issues)).map(([field, reason]) => [field, fieldReasonText(reason)]),
  );
const problems = (schema: z.ZodType, input: unknown) => wordsOf(schema.safeParse(input).error?.issues ?? []);
const problemOf = (schema: z.ZodType, input: unknown) => problems(schema, input)[''];

describe('a message', () => {
  it('names both limits, whatever is wrong', () => {
    const seed = wholeNumber('seed', { min: -1, max: 2000 });
    const sentence = 'The seed is a whole number from −1 to 2\u202f000.';
    for (const wrong of [-2, 2001, 1.5, 1e30, NaN, Infinity, '5', null, undefined])
      expect(problemOf(seed, wrong), String(wrong)).toBe(sentence);
    for (const right of [-1, 0, 2000]) expect(problemOf(seed, right)).toBeUndefined();
  });

  it('contains the length limit of a text', () => {
    const name = lineOfText('run-name', 5);
    for (const wrong of ['', '   ', 'sixsix', 7, null])
      expect(problemOf(name, wrong)).toBe('The name of a run has 1 to 5 characters.');
    expect(name.parse(' four ')).toBe('four');
  });

  it('lists the choices', () => {
    expect(problemOf(oneOf('fit', ['crop', 'stretch', 'pad']), 'x')).toBe('The fit is crop, stretch or pad.');
    expect(problemOf(oneOf('fit', ['crop']), 'x')).toBe('The fit is crop.');
    expect(problemOf(matching(/^a$/, 'device'), 5)).toMatch(/^The device is auto, /);
    expect(problemOf(listOf(z.string(), 'runs', 2), ['a', 'b', 'c'])).toBe(
      'The list of runs has 1 to 2 entries.',
    );
  });

  it('appears once per field, under its name in forms', () => {
    const wrong = {
      model: 'm',
      dataset: 'd',
      seed: 1e30,
      budget: { unit: 'days', count: 0 },
      hyperparameters: { a: {} },
    };
    const fields = problems(NewRunSchema, wrong);
    expect(Object.keys(fields).sort()).toEqual(['a', 'budget.count', 'budget.unit', 'seed']);
    const same = { code: 'no-value', label: 'Same' } as const;
    const reasons = [same, { ...same }, { ...same, label: 'Other' }];
    expect(refusal('input.invalid', { reasons }).message).toBe('Same has no value. Other has no value.');
  });
});

/** Builds an input for a schema in which every value is wrong in the same way. */
function wrongInputs(schema: z.ZodType, wrong: unknown): unknown {
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, part]) => [
        key,
        wrongInputs(part, wrong),
      ]),
    );
  if (schema instanceof z.ZodRecord) return { some: wrong };
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return wrongInputs(schema.unwrap() as z.ZodType, wrong);
  return wrong;
}

/** The input schemas of all procedures of the contract, with their names. */
function inputs(router: object, path = ''): [string, z.ZodType][] {
  return Object.entries(router).flatMap(([key, value]: [string, unknown]) => {
    const name = path === '' ? key : `${path}.${key}`;
    if (!isContractProcedure(value)) return inputs(value as object, name);
    const { inputSchema } = value['~orpc'] as { inputSchema?: unknown };
    return inputSchema === undefined ? [] : [[name, inputSchema as z.ZodType]];
  });
}

describe('every input of users and clients', () => {
  const all: [string, z.ZodType][] = [
    ...inputs(api),
    ['options of an import', ImportOptionsSchema],
    ['a new run', NewRunSchema],
    ['a drawing', DrawRequestSchema],
  ];
  const wrongs = [undefined, null, 1.5, -5, 1e30, '', 'ü'.repeat(5000), [], [1], {}, true, Symbol('x'), NaN];

  it('is found', () => {
    expect(all.length).toBeGreaterThan(15);
  });

  it.each(all)('is refused with the catalogue’s messages: %s', (_name, schema) => {
    for (const wrong of wrongs) {
      for (const input of [wrong, wrongInputs(schema, wrong)]) {
        for (const issue of schema.safeParse(input).error?.issues ?? []) {
          const place = `${issue.path.join('.')} of ${typeof wrong}`;
          const message = Object.values(wordsOf([issue])).join();
          expect(message, place).toMatch(/^[A-Z“].*\.$/);
          expect(message, place).not.toMatch(/Invalid|Too (big|small)|expected|received|Unrecognized|NaN/);
        }
      }
    }
  });

  it.each(all)('has a specific message for each value: %s', (_name, schema) => {
    const given = wrongInputs(schema, Symbol('x'));
    for (const issue of schema.safeParse(given).error?.issues ?? [])
      expect(Object.values(wordsOf([issue])).join(), issue.path.join('.')).not.toMatch(/^The input/);
  });
});
