import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../setup/paths.mjs';
import { messageOf } from '../setup/problem.mjs';

/**
 * npm run release -- --new-key FILE: makes a publisher's private key, and prints the public one, which packages are made with.
 *
 * npm run release -- --key FILE --page URL [--date YYYY-MM-DD] [--out FILE]: signs that this checkout's version is the
 * newest release. Packages that were made with --releases read the file from where the publisher puts it.
 */
const { values } = parseArgs({
  options: {
    'new-key': { type: 'string' },
    key: { type: 'string' },
    page: { type: 'string' },
    date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    out: { type: 'string', default: 'release.json' },
  },
});
try {
  if (values['new-key'] !== undefined) makeKey(values['new-key']);
  else if (values.key !== undefined && values.page !== undefined) signRelease(values.key, values.page);
  else throw new Error('Give --new-key FILE, or --key FILE and --page URL.');
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}

/** @param {string} file must not exist */
function makeKey(file) {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  process.stdout.write(`${publicKeyOf(privateKey)}\n`);
}

/**
 * @param {string} keyFile
 * @param {string} page
 */
function signRelease(keyFile, page) {
  const privateKey = createPrivateKey(readFileSync(keyFile));
  const { name, version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const release = Buffer.from(JSON.stringify({ program: name, version, date: values.date, page }));
  const signature = sign(null, release, privateKey).toString('base64');
  writeFileSync(values.out, `${JSON.stringify({ release: release.toString('base64'), signature })}\n`);
  process.stdout.write(`${values.out}: version ${version}, signed with ${publicKeyOf(privateKey)}\n`);
}

/** @param {import('node:crypto').KeyObject} privateKey */
function publicKeyOf(privateKey) {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
}
