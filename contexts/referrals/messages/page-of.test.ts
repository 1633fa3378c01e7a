import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../../platform/pure/time.ts';
import type { Message } from './commands.ts';
import { pageOf } from './page-of.ts';

const said = (version: number, text = 'Yes.'): Message => ({
  from: 'referrer',
  by: {},
  at: Temporal.Instant.from('2026-11-23T09:00:00Z'),
  version,
  text,
});
const versions = (messages: readonly Message[]) => messages.map(({ version }) => version);

test('messages come page by page, the newest page first, and none is left out or shown twice', () => {
  for (const count of [0, 1, 49, 50, 51, 230]) {
    const all = Array.from({ length: count }, (_, at) =>
      said(2 * at + 3, at % 7 ? 'Yes.' : 'x'.repeat(9_000)),
    );
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const page = pageOf(all, before);
      assert.ok(page.messages.length <= 50);
      seen.unshift(...versions(page.messages));
      before = page.next;
    } while (before !== undefined);
    assert.deepEqual(seen, versions(all), String(count));
  }
});

test('a message that is longer than a page stands on one alone', () => {
  const all = [said(1), said(2, '&'.repeat(15_000)), said(3)];
  assert.deepEqual(versions(pageOf(all).messages), [3]);
  assert.deepEqual(versions(pageOf(all, 3).messages), [2]);
  assert.deepEqual(pageOf(all, 2), { messages: [all[0]], next: undefined });
});
