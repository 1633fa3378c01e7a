import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { partOf } from './parts.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.log(`SEED=${seed}`);

test('every item is in exactly one part, in order, and no part is heavier than it must be', () => {
  let several = 0;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 60 }), weights => {
      const { count } = partOf(weights, weight => weight);
      const parts = Array.from({ length: count }, (_, place) =>
        partOf(weights, weight => weight, String(place + 1)),
      );
      assert.deepEqual(
        parts.flatMap(({ items }) => items),
        weights,
      );
      for (const { items, number } of parts) {
        assert.ok(items.length === 1 || items.reduce((sum, one) => sum + one, 0) <= 40_000);
        assert.ok(items.length > 0 || count === 1);
        assert.ok(number >= 1 && number <= count);
      }
      if (count > 1) several += 1;
    }),
    { seed },
  );
  assert.ok(several > 30);
});

test('a part that is not there is the first', () => {
  for (const asked of [undefined, '', '0', '-1', '9', 'x', '1e9', '2.5', 'NaN'])
    assert.deepEqual(
      partOf([30_000, 20_000], weight => weight, asked).number,
      asked === '2.5' ? 2 : 1,
      String(asked),
    );
});
