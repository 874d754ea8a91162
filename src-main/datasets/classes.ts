import { refusal } from '../contract/error';

/** Labels are bytes. */
const MAX_CLASSES = 256;
/** Numbers compare by value: 2 before 10. */
export const inNaturalOrder = new Intl.Collator('en', { numeric: true }).compare;

/** Numbers classes in order of appearance, and once all are known, in the order of their names. */
export function classCollector() {
  const numbers = new Map<string, number>();
  return {
    /** @throws WorkbenchError `dataset.too-many-classes` */
    numberOf(className: string): number {
      const known = numbers.get(className);
      if (known !== undefined) return known;
      if (numbers.size === MAX_CLASSES) {
        throw refusal('dataset.too-many-classes', {
          first: [...numbers.keys()].slice(0, 3),
          next: className,
          most: MAX_CLASSES,
        });
      }
      numbers.set(className, numbers.size);
      return numbers.size - 1;
    },

    /** Returns the names in natural order, and a function that renumbers labels accordingly. */
    finish(): { classNames: string[]; ordered: (labels: Uint8Array) => Uint8Array } {
      const classNames = [...numbers.keys()].sort(inNaturalOrder);
      const places = new Map(classNames.map((name, place) => [numbers.get(name), place]));
      return { classNames, ordered: (labels) => Uint8Array.from(labels, (label) => places.get(label) ?? 0) };
    },
  };
}

export type ClassCollector = ReturnType<typeof classCollector>;
