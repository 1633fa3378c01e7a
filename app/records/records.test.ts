import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { compose } from '../compose.ts';
import { draftDpia } from './dpia.ts';
import { recordOfProcessing } from './processing.ts';
import { type Described, table } from './tables.ts';

const packs = join(import.meta.dirname, '..', '..', 'packs');
const described = async (name: string): Promise<Described> => {
  const { pack, words } = await compose(join(packs, name));
  return { pack, words: words.en };
};
const all = [await described('uk'), await described('example')];
const rowsUnder = (text: string, heading: string): readonly string[] =>
  (text.split(`\n## ${heading}\n`)[1] ?? assert.fail(heading))
    .split('\n## ')[0]
    ?.split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2) ?? [];

test('the record of processing names every grant, every ground and every period of the pack, and nothing else', () => {
  for (const of of all) {
    const text = recordOfProcessing(of);
    const { grants, retention, consent, sources } = of.pack;
    const given = rowsUnder(text, 'For what, to whom, on which ground');
    assert.equal(given.length, grants.length);
    for (const [at, grant] of grants.entries()) {
      assert.ok(given[at]?.startsWith(`| ${grant.on} | ${grant.to.replaceAll('-', ' ')} |`), given[at]);
      assert.ok(given[at]?.includes(sources[grant.source] ?? assert.fail()));
      for (const name of grant.classes) assert.ok(given[at]?.includes(of.words(`trail.class.${name}`)));
    }
    assert.equal(rowsUnder(text, 'How long').length, retention.length);
    assert.equal(rowsUnder(text, 'Shared or kept without consent').length, consent.grounds.length);
    for (const { keep, of: thing } of retention)
      assert.ok(text.includes(`| ${thing} |`) && text.includes(`| ${keep} |`));
    assert.ok(rowsUnder(text, 'Shared by consent').length >= consent.recipients.length);
  }
});

test('the draft of the assessment says what nobody is sure of, and leaves judging to people', () => {
  for (const of of all) {
    const text = draftDpia(of);
    const open = text.split('\n## What is open\n')[1] ?? assert.fail();
    for (const { id, certainty } of of.pack.retention)
      assert.equal(open.includes(`how long: ${id}`), certainty === 'C', id);
    for (const { id, certainty } of of.pack.rules)
      if (certainty === 'C') assert.ok(open.includes(`rule: ${id}`), id);
    assert.ok(
      rowsUnder(text, 'Risks and what is done about them').every(row => row.endsWith('| [ ] | [ ] | [ ] |')),
    );
  }
});

test('a grant of which the pack does not say under which regime is an open point', () => {
  const [uk] = all;
  assert.ok(uk);
  const silent = uk.pack.grants.map(({ regime: _, ...grant }) => grant);
  const text = draftDpia({ ...uk, pack: { ...uk.pack, grants: silent } });
  assert.equal(text.match(/^- Under which regime /gm)?.length, silent.length);
  assert.doesNotMatch(draftDpia(uk), /^- Under which regime /m);
});

test('what a pack says makes no row or column of its own', () => {
  assert.equal(table(['a'], [['one | two\nthree <b>']]), '| a |\n| --- |\n| one \\| two three &lt;b> |');
});
