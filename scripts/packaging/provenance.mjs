import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nodeModules, projectRoot } from '../setup/paths.mjs';
import { describePackage, packageFolder } from './packages.mjs';

/** @import { ShippedPackage } from './packages.mjs' */

/**
 * The packages whose code is in the bundles, by the bundles' source maps.
 * @param {string} out
 * @returns {ShippedPackage[]}
 */
export function bundledPackages(out) {
  const maps = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  const sources = maps.flatMap((name) => {
    const file = join(out, name);
    /** @type {{ sources: string[] }} */
    const map = JSON.parse(readFileSync(file, 'utf8'));
    return map.sources.map((source) => resolve(dirname(file), source));
  });
  const folders = sources.filter((source) => source.startsWith(nodeModules)).map(packageFolder);
  return [...new Set(folders)].map(describePackage);
}

/** @param {readonly ShippedPackage[]} packages */
export function thirdPartyLicences(packages) {
  return sorted(packages)
    .map(({ folder, name, version, license, homepage }) => {
      const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
      const text = texts.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
      return `${name} ${version} (${license})\n\n${text || `Licence: ${license}. Source and texts: ${homepage}`}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * A licence as CycloneDX has it: an expression of SPDX, or a name where the package refers to a file.
 * @param {ShippedPackage} shipped
 */
const licenceOf = ({ license }) =>
  /^see /i.test(license) ? { license: { name: license } } : { expression: license };

/**
 * A software bill of materials (CycloneDX 1.6), without a serial number or a time, so that it is the same for the same
 * input.
 * @param {readonly ShippedPackage[]} packages
 */
export function softwareBill(packages) {
  const { name, version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version } },
    components: sorted(packages).map((each) => {
      const purl = `pkg:npm/${each.name.replace('@', '%40')}@${each.version}`;
      return {
        type: 'library',
        'bom-ref': purl,
        name: each.name,
        version: each.version,
        licenses: [licenceOf(each)],
        purl,
      };
    }),
  };
}

/** @param {readonly ShippedPackage[]} packages */
function sorted(packages) {
  const unique = new Map(packages.map((each) => [`${each.name}@${each.version}`, each]));
  return [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
