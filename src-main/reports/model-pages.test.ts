import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ModelPageSchema } from '../contract/model';
import { MODELS } from '../models/registry';
import { modelIndex, modelPage } from './model-pages';

const FOLDER = resolve(import.meta.dirname, '../../resources/docs/models');
const infos = MODELS.map(({ info }) => info);

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe('the documentation of models', () => {
  it.each(infos)('agrees with the description of $id', async (info) => {
    await expect(modelPage(info)).toMatchFileSnapshot(join(FOLDER, `${info.id}.md`));
  });

  it('lists all models on its front page, and has no other pages', async () => {
    await expect(modelIndex(infos)).toMatchFileSnapshot(join(FOLDER, 'README.md'));
    const known = ['README.md', ...infos.map(({ id }) => `${id}.md`)];
    expect(readdirSync(FOLDER).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(infos)('is complete for $id', ({ page }) => {
    expect(ModelPageSchema.parse(page)).toEqual(page);
    for (const text of texts(page)) expect(text.trim()).not.toBe('');
    for (const part of [page.equations, page.symbols, page.failures, page.reading])
      expect(part.length).toBeGreaterThan(0);
  });
});
