import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadPack } from './load.ts';
import { foundIn } from './testing.ts';
import { findWithoutUnknown, lacksOf } from './unknown-answers.ts';

for (const name of ['uk', 'example']) {
  const loaded = await loadPack(join(import.meta.dirname, '../../packs', name));
  for (const form of Object.values(loaded.forms)) {
    const excused = new Map(
      (form.withoutUnknown ?? []).flatMap(({ because, questions }) => questions.map(at => [at, because])),
    );
    const asked = form.steps.flatMap(step =>
      step.fields.flatMap(field =>
        (field.fields ?? [field]).map(each => [`${step.id}.${each.id}`, each] as const),
      ),
    );
    test(`every question of ${form.id} in ${name} takes “not known” and “prefers not to say”, or the pack says why not`, () => {
      const silent = asked.filter(([at, field]) => lacksOf(field).length > 0 && !excused.has(at));
      assert.deepEqual(
        silent.map(([at]) => at),
        [],
      );
      assert.deepEqual(findWithoutUnknown(form), []);
    });
    test(`a question of ${form.id} in ${name} that loses either answer is told by the pack’s check`, () => {
      let lost = 0;
      for (const [at, field] of asked) {
        if (!field.options?.includes('prefers-not-to-say') || excused.has(at)) continue;
        const less = { ...field, options: field.options.filter(code => code !== 'prefers-not-to-say') };
        assert.deepEqual(lacksOf(less), ['prefers-not-to-say'], at);
        lost += 1;
      }
      if (form.id === 'referral') assert.ok(lost > 0);
    });
  }
}

const form = 'forms/referral.yaml';

test('the check of a pack tells of a question that cannot be left unknown, and of a reason that nothing needs', async context => {
  const without = await foundIn(context, {
    [form]: ['list: islands, options: [not-known, prefers-not-to-say] }', 'list: islands }'],
  });
  assert.ok(
    without.some(({ message }) =>
      message.includes('"who.island" does not take "not-known" or "prefers-not-to-say"'),
    ),
    JSON.stringify(without),
  );
  const idle = await foundIn(context, {
    [form]: ['questions: [minding.told]', 'questions: [minding.told, who.island]'],
  });
  assert.ok(
    idle.some(({ message }) => message.includes('"who.island" takes both')),
    JSON.stringify(idle),
  );
});

test('nobody has to have a name that is known to be referred', async () => {
  const named = { id: 'name', type: 'text', class: 'identity', required: true } as const;
  assert.deepEqual(lacksOf(named), ['not-known', 'prefers-not-to-say']);
});
