/**
 * One process of the study, which prints lines of JSON, the last of them its result: `trial train REQUEST` trains one
 * model on one dataset with one seed, `generate`, `baselines` and `keep` make what is needed for it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { generateDataset } from '../../src-main/datasets/generate';
import { baselines, judgeOf, keepLabels, trainUntil, type TrialRequest } from './train-once';

interface Request extends TrialRequest {
  /** A classifier's checkpoint to judge samples by. */
  readonly judge?: string;
  /** Where to put the trained checkpoint. */
  readonly save?: string;
}

async function trial({ judge, save, ...request }: Request): Promise<object> {
  const classify = judge === undefined ? null : await judgeOf(readFileSync(judge), request.dataset);
  const { checkpoint, ...result } = await trainUntil(request, classify, (step, value) => {
    print({ looked: { step, [request.until?.measure ?? 'measure']: value } });
  });
  if (save !== undefined && checkpoint !== null) writeFileSync(save, checkpoint);
  return result;
}

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function main(): Promise<void> {
  const [command = '', first = '', second = '', third = ''] = process.argv.slice(2);
  let result: object = {};
  if (command === 'generate') await generateDataset(basename(first), first);
  else if (command === 'baselines') result = await baselines(first, Number(second));
  else if (command === 'keep') await keepLabels(first, second, Number(third));
  else result = await trial(JSON.parse(first) as Request);
  print(result);
  process.exit(0);
}
void main();
