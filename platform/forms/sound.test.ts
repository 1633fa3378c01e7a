import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadPack } from '../pack/load.ts';
import type { Json } from '../pure/json.ts';
import { Temporal } from '../pure/time.ts';
import { drafts, validAnswers } from '../testing/answers.ts';
import { fieldsRead } from './conditions.ts';
import type { Answers, FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';
import type { Inputs } from './inputs.ts';
import { applicable, stepOf } from './journey.ts';
import { parseStep } from './parse.ts';
import { sampleForm, samplePack } from './sample.ts';
import { checkStep } from './schema.ts';
import { soundPart } from './sound.ts';
import { inputsOf } from './step-page.ts';

const today = Temporal.PlainDate.from('2026-03-02');
const given = { pack: samplePack, today };
const child: Answers = { about: { ageStatus: 'child' } };

function saved(stepId: string, body: object, soFar: Answers = child) {
  const step = stepOf(sampleForm, stepId) ?? assert.fail(stepId);
  const typed = parseStep(sampleForm, step, body, soFar);
  const checked = checkStep(sampleForm, step, typed, soFar, given);
  const faults = checked.ok ? assert.fail('nothing is wrong') : (checked.error.fields ?? []);
  return soundPart(sampleForm, step, { typed, soFar, faults }, given);
}

test('a wrong answer keeps none of the others from being saved, and leaves what was saved in its place', () => {
  const body = { givenName: ' Tess ', 'born.day': '31', 'born.month': '2', 'born.year': '2001' };
  assert.deepEqual(saved('person', body), { givenName: 'Tess' });
  assert.deepEqual(saved('person', body, { ...child, person: { born: '2001-03-01', givenName: 'T' } }), {
    givenName: 'Tess',
    born: '2001-03-01',
  });
});

test('a required answer that was taken out stays as it was saved; another one goes', () => {
  const before = { ...child, person: { givenName: 'Tess', born: '2001-03-01' } };
  assert.deepEqual(saved('person', { givenName: ' ', children: 'no' }, before), {
    givenName: 'Tess',
    children: 'no',
  });
});

test('an answer that hangs on a wrong one is saved where it is sound, and not taken out', () => {
  const before = { ...child, contact: { channels: ['phone'], phone: '+447700900123', note: 'Ring once' } };
  assert.deepEqual(saved('contact', { channels: 'pigeon', phone: '', isSafe: 'true' }, before), {
    channels: ['phone'],
    phone: '+447700900123',
    isSafe: true,
  });
  assert.deepEqual(
    saved('contact', { channels: 'pigeon', phone: '07700 900124', email: 'nobody', note: 'x' }, before),
    { channels: ['phone'], phone: '+447700900124', note: 'x' },
  );
});

test('of the signs, those without how they are known wait; the others are saved', () => {
  const body = { signs: ['work1', 'general2', 'work3'], 'signs.work1': 'observed', 'signs.work3': 'guessed' };
  assert.deepEqual(saved('seen', body), { signs: [{ sign: 'work1', known: 'observed' }] });
  const signs = [
    { sign: 'work3', known: 'disclosed' },
    { sign: 'general1', known: 'observed' },
  ];
  assert.deepEqual(saved('seen', body, { ...child, seen: { signs } }), {
    signs: [
      { sign: 'work1', known: 'observed' },
      { sign: 'work3', known: 'disclosed' },
    ],
  });
  assert.deepEqual(saved('seen', { signs: 'work1' }, { ...child, seen: { signs } }), { signs });
});

test('somebody’s words are saved without how they were taken, and never beside how other words were', () => {
  assert.deepEqual(saved('account', { words: 'They said' }), { words: 'They said' });
  const before = { ...child, account: { words: 'Before', taken: 'verbatim' } };
  assert.deepEqual(saved('account', { words: 'They said' }, before), { words: 'They said' });
  assert.deepEqual(saved('account', { words: 'Before' }, before), { words: 'Before', taken: 'verbatim' });
  assert.deepEqual(saved('account', { words: 'a\0b', taken: 'summarised' }, before), before['account']);
  assert.deepEqual(saved('account', { taken: 'summarised' }), { taken: 'summarised' });
});

/** What nobody may find in a draft, as its inputs hold it; undefined where a type can hold nothing wrong. */
function badInputs(field: FieldDefinition, answer: Json): Inputs | undefined {
  const { id, type } = field;
  if (type === 'tick') return undefined;
  if (type === 'signs') {
    const seen = answer as readonly { readonly sign: string }[];
    return Object.fromEntries(seen.map(({ sign }, place) => [`${id}.${sign}`, place % 2 ? 'observed' : '']));
  }
  if (type.endsWith('date')) return { [`${id}.day`]: '31', [`${id}.month`]: '2', [`${id}.year`]: '2001' };
  if (type === 'selects' || type === 'finds') return { [`${id}.1`]: 'no such thing' };
  if (type === 'text' || type === 'paragraph') return { [id]: `bad\0${'x'.repeat(20)}` };
  return { [id]: 'no such thing' };
}

/** By the tables alone: what each answer of the page should have come to. */
function expected(
  step: StepDefinition,
  wrong: ReadonlySet<string>,
  sent: Readonly<Record<string, Json>>,
  before: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const hangsOnWrong = ({ when }: FieldDefinition) =>
    when && fieldsRead(when).some(read => wrong.has(read.slice(step.id.length + 1)));
  const each = step.fields.map(field => {
    const { id, type } = field;
    const kept = before[id];
    if (type === 'signs' && wrong.has(id)) {
      const earlier = (kept ?? []) as readonly { readonly sign: string }[];
      const members = (sent[id] as readonly { readonly sign: string }[]).flatMap((one, place) =>
        place % 2 ? [{ ...one, known: 'observed' }] : earlier.filter(({ sign }) => sign === one.sign),
      );
      return [id, members.length > 0 ? members : kept] as const;
    }
    if (wrong.has(id)) return [id, kept] as const;
    if (Object.hasOwn(sent, id)) return [id, sent[id]] as const;
    return [id, field.required && hangsOnWrong(field) ? kept : undefined] as const;
  });
  const all: Record<string, Json | undefined> = Object.fromEntries(each);
  for (const manner of new Set(step.fields.flatMap(({ taken }) => taken ?? []))) {
    const words = step.fields.filter(({ taken }) => taken === manner).map(({ id }) => id);
    const older = words.filter(id => wrong.has(id) && Object.hasOwn(before, id));
    const newer = words.filter(id => !wrong.has(id) && all[id] !== before[id]);
    const mixed = older.length > 0 && newer.length > 0 && all[manner] !== before[manner];
    if (mixed || (older.length === 0 && newer.length > 0 && wrong.has(manner))) all[manner] = undefined;
    else if (older.length > 0) all[manner] = before[manner];
  }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

const uk = await loadPack('packs/uk');
const forms: readonly (readonly [string, FormDefinition, typeof given])[] = [
  ['the sample', sampleForm, given],
  ['the referral form of packs/uk', uk.forms['referral'] ?? assert.fail(), { pack: uk, today }],
];
for (const [name, form, within] of forms) {
  test(`whatever is wrong on a page, the sound part is saved and nothing else: ${name}`, () => {
    let [pages, bad, good] = [0, 0, 0];
    const which = fc.infiniteStream(fc.boolean());
    fc.assert(
      fc.property(
        validAnswers(form, within),
        drafts(form, within),
        fc.boolean(),
        which,
        (answers, older, first, coins) => {
          for (const { step, answers: own } of applicable(form, answers)) {
            const before = first ? {} : (older[step.id] ?? {});
            const { [step.id]: _own, ...others } = answers;
            const soFar = first ? others : { ...others, [step.id]: before };
            const sound = inputsOf(form, step, { ...others, [step.id]: own });
            const sent = parseStep(form, step, sound, soFar);
            const wrong = new Set<string>();
            let body: Inputs = sound;
            // What is kept aside, since the page does not ask it now, cannot be sent wrong.
            for (const field of step.fields.filter(each => !each.fields && Object.hasOwn(own, each.id))) {
              const inputs = badInputs(field, sent[field.id] ?? null);
              if (inputs === undefined || coins.next().value !== true) continue;
              wrong.add(field.id);
              const rest = Object.entries(body).filter(([at]) =>
                at === field.id ? field.type === 'signs' : !at.startsWith(`${field.id}.`),
              );
              body = { ...Object.fromEntries(rest), ...inputs };
            }
            if (wrong.size === 0) continue;
            const typed = parseStep(form, step, body, soFar);
            const checked = checkStep(form, step, typed, soFar, within);
            assert.ok(!checked.ok);
            const faults = checked.error.fields ?? [];
            const result = soundPart(form, step, { typed, soFar, faults }, within);
            assert.deepEqual(result, expected(step, wrong, sent, before));
            pages += 1;
            bad += wrong.size;
            good += Object.keys(sent).length - wrong.size;
          }
        },
      ),
      { numRuns: 120 },
    );
    assert.ok(
      pages > 300 && bad > 500 && good > 300,
      `${pages} pages, ${bad} wrong and ${good} sound answers`,
    );
  });
}
