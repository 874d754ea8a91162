import { expect, test } from 'vitest';
import { basketsText, defaultBaskets, parseBaskets, toggledBasket } from './latent-baskets';

test('the first two pins are the ends of a path', () => {
  expect(defaultBaskets([{ id: 5 }, { id: 9 }, { id: 12 }])).toEqual(
    new Map([
      [5, ['a']],
      [9, ['b']],
    ]),
  );
});

test('a pin is put into a basket and removed from it again, in the order of the baskets', () => {
  const both = toggledBasket(new Map([[5, ['b']]]), 5, 'a');
  expect(both).toEqual(new Map([[5, ['a', 'b']]]));
  expect(toggledBasket(both, 5, 'b')).toEqual(new Map([[5, ['a']]]));
  expect(toggledBasket(new Map(), 7, 'c')).toEqual(new Map([[7, ['c']]]));
});

test('baskets are written into an address and read from it', () => {
  const baskets = parseBaskets('4a,12bc');
  expect(basketsText(baskets)).toBe('4a,12bc');
  expect(basketsText(new Map([[4, []]]))).toBe('');
  expect(parseBaskets('x,0a,5,7d,9ab').size).toBe(1);
});
