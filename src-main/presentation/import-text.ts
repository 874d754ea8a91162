import {
  itemText,
  type DataKind,
  type Doubt,
  type ImportReport,
  type Inspection,
  type ItemShape,
} from '../contract/dataset';
import { countText } from '../contract/numbers';
import { doubtChoiceText, fileReasonText, labelSourceText, placeText } from '../contract/problems/catalogue';
import { t } from '../contract/texts';

/** Limits that keep lists short enough for a terminal. */
const CLASSES_SHOWN = 20;
const LEFT_OUT_SHOWN = 5;

/** 9,000 training and 1,000 test images, 28 × 28 */
export function itemsText(
  dataset: ItemShape & { readonly kind: DataKind; readonly trainCount: number; readonly testCount: number },
): string {
  const { kind, trainCount, testCount } = dataset;
  return t.datasets.items(countText(trainCount), countText(testCount), kind, itemText(dataset));
}

/** Lists the classes with their counts in each split, and says where the labels were found. */
export function classesText({ classes, labelSource }: Pick<Inspection, 'classes' | 'labelSource'>): string {
  if (classes.length === 0) return t.datasets.noClasses;
  const shown = classes
    .slice(0, CLASSES_SHOWN)
    .map(({ name, trainCount, testCount }) => `${name} (${countText(trainCount)} + ${countText(testCount)})`);
  const more = classes.length - shown.length;
  const count = t.datasets.classCount(classes.length);
  const from = labelSource === null ? '' : t.datasets.fromLabels(labelSourceText(labelSource));
  return t.datasets.classesBySplit(
    count + from,
    shown.join(', ') + (more > 0 ? ` ${t.common.andMore(countText(more))}` : ''),
  );
}

/** Lists what was not imported and why; empty if everything was imported. */
export function leftOutText({
  leftOut,
  leftOutCount,
}: Pick<ImportReport, 'leftOut' | 'leftOutCount'>): string {
  if (leftOutCount === 0) return '';
  const shown = leftOut.slice(0, LEFT_OUT_SHOWN).map((one) => `${placeText(one)} ${fileReasonText(one.why)}`);
  const more = leftOutCount - shown.length;
  return t.datasets.leftOut(
    countText(leftOutCount),
    shown.join('; ') + (more > 0 ? `; ${t.common.andMore(countText(more))}` : ''),
  );
}

/** The command-line options that resolve a doubt: --label 1, --label 65 */
export function doubtOptionsText({ option, choices }: Doubt): string {
  return choices.map(({ value, label }) => `--${option} ${value} (${doubtChoiceText(label)})`).join(', ');
}
