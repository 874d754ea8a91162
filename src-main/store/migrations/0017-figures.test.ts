import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { connect } from '../database';
import { migrate, openStore, STORE_FILE, type Store } from '../open';

const directory = mkdtempSync(join(tmpdir(), 'migration-'));
let store: Store | undefined;

afterEach(() => {
  store?.close();
  rmSync(directory, { recursive: true });
});

it('preserves the figures of older runs, with ids and bytes, and never reuses an id', () => {
  const old = connect(join(directory, STORE_FILE), { readonly: false });
  migrate(old, 16);
  old.exec(`
    INSERT INTO runs (name, state, model, dataset_id, config, color, dataset_name, created_at, queued_at)
      VALUES ('vae', 'stopped', 'vae-mlp', 'd', '{}', 0, 'D', 1, 1);
    INSERT INTO samples (run_id, kind, step, media_type, columns, rows, tile_width, tile_height, bytes)
      VALUES (1, 'samples', 10, 'image/png', 2, 3, 4, 5, x'0102'),
        (1, 'latent-scatter', 10, 'application/octet-stream', NULL, NULL, NULL, NULL, x'03'),
        (1, 'samples', 20, 'image/png', 2, 3, 4, 5, x'04');
    DELETE FROM samples WHERE step = 20;
  `);
  old.close();

  store = openStore(directory);
  const sheet = { columns: 2, rows: 3, tileWidth: 4, tileHeight: 5 };
  const samples = { id: 1, runId: 1, step: 10, kind: 'samples', mediaType: 'image/png', sheet };
  const scatter = {
    ...samples,
    id: 2,
    kind: 'latent-scatter',
    mediaType: 'application/octet-stream',
    sheet: null,
  };
  expect(store.figures.list(1)).toEqual([scatter, samples]);
  expect([1, 2].map((id) => [...(store?.figures.bytes(id) ?? [])])).toEqual([[1, 2], [3]]);
  expect(store.runs.get(1)?.thumbnailId).toBe(1);

  const added = {
    step: 20,
    kind: 'samples',
    mediaType: 'image/png',
    sheet,
    bytes: Uint8Array.of(5),
  } as const;
  expect(store.figures.append(1, added).id).toBe(4);
  store.runs.delete(1);
  expect(store.figures.get(2)).toBeNull();
});
