// Fails on words that this project replaced by plain English or the field's own terms, in code, comments and docs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../setup/paths.mjs';

const REPLACEMENTS = Object.entries({
  'told|tells?|telling': 'say, show, report, notify or distinguish',
  'anew|afresh': 'again',
  'mend(s|ed|ing)?': 'fix',
  'heed(s|ed|ing)?': 'use or respect',
  'rouse[sd]?': 'wake',
  'lends?|lent': 'pass a reference, or use in place',
  whoever: 'the caller, the client, a process …',
  'judge[sd]?': 'score, evaluate or discriminator',
  'forge[sd]?': 'generator pass',
  'verdicts?': 'logit or result',
  'players?|games?': 'network or objective',
  unlikelihood: 'reconstructionNll',
  realness: 'realLogit',
  'as ?seen': 'preprocess',
}).map(([words, instead]) => ({ pattern: new RegExp(`\\b(${words})\\b`, 'i'), instead }));

const inFolders = ['bench', 'e2e', 'resources/docs', 'scripts', 'src-main', 'src-renderer'].flatMap(
  (folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(folder, file),
    ),
);
const files = [...readdirSync(projectRoot), ...inFolders].filter(
  (file) => /\.(ts|mts|mjs|cjs|js|svelte|py|md|html|css)$/.test(file) && !file.endsWith('vocabulary.mjs'),
);
for (const file of files) {
  for (const [i, line] of readFileSync(join(projectRoot, file), 'utf8').split('\n').entries()) {
    const words = line.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
    const instead = REPLACEMENTS.find(({ pattern }) => pattern.test(words))?.instead;
    if (instead === undefined) continue;
    console.error(`${file}:${String(i + 1)}: write “${instead}” instead: ${line.trim()}`);
    process.exitCode = 1;
  }
}
