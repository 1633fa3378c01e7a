import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleConsent } from '../../../platform/pack/sample-consent.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { contactAnew } from './anew.ts';
import { firstContact } from './first-contact.ts';
import type { Given } from '../rules.ts';

const consent: Given['pack']['consent'] = {
  ...sampleConsent,
  firstContact: {
    step: 'reach',
    way: 'how',
    ways: { phone: 'phone', nobody: 'none', unasked: 'not-asked' },
    address: ['phone', 'email'],
  },
};
const given: Given = {
  pack: { consent, grants: [], timeZone: 'Europe/London' },
  now: Temporal.Instant.from('2026-01-10T09:00:00Z'),
  today: Temporal.PlainDate.from('2026-01-10'),
  by: 'sam',
  team: 'responders',
  held: [],
  newId: () => '1',
};
const recorded = (reach: Record<string, string | string[]>) => {
  const entry = firstContact({ reach }, 'Harbour desk', given);
  assert.ok(entry.ok && entry.value);
  return { ...entry.value.payload.process, ...entry.value.payload.contact };
};

test('what the form says of reaching the person is the first safe contact, and nothing is safe that was not said', () => {
  assert.deepEqual(recorded({ how: 'phone', phone: '+442079460018', note: 'Never on Sundays' }), {
    expiresOn: '2026-02-09',
    fallback: 'somebody',
    reach: 'no-times',
    of: 'form',
    channel: 'phone',
    address: '+442079460018',
    note: 'Never on Sundays',
    days: [],
    fallbackName: 'Harbour desk',
    fallbackHow: '',
  });
});

test('days, hours and whom to turn to count as they were said; nothing of it is made up or lost', () => {
  const said = recorded({
    how: 'phone',
    phone: '+442079460018',
    days: ['mon'],
    from: '09:00',
    to: '12:00',
    fallback: 'somebody',
    fallbackName: 'Ada',
    fallbackHow: 'At the house',
  });
  assert.deepEqual([said.days, said.from, said.to], [['mon'], '09:00', '12:00']);
  assert.deepEqual([said.fallbackName, said.fallbackHow], ['Ada', 'At the house']);
  const half = recorded({
    how: 'phone',
    phone: '1',
    from: '09:00',
    fallback: 'somebody',
    fallbackHow: 'My sister',
  });
  assert.deepEqual([half.from, half.to, half.days], ['09:00', undefined, []]);
  assert.deepEqual([half.fallbackName, half.fallbackHow], ['Harbour desk', 'My sister']);
});

test('silence about letters and voicemail is kept as silence, and nothing is safe by it', () => {
  const silent = recorded({ how: 'phone', phone: '1' });
  assert.deepEqual([silent.voicemail, silent.letters], [undefined, undefined]);
  const said = recorded({ how: 'phone', phone: '1', voicemail: 'no', letters: 'yes' });
  assert.deepEqual([said.voicemail, said.letters], [false, true]);
});

test('where nobody could ask, that stands for everybody to whom the record is shown', () => {
  const unasked = recorded({ how: 'unasked' });
  assert.equal(unasked.reach, 'not-asked');
  assert.equal(unasked.fallbackName, 'Harbour desk');
});

test('where nobody is safe to turn to, the record says so', () => {
  assert.equal(recorded({ how: 'nobody', fallback: 'none-safe' }).fallback, 'none-safe');
});

test('a form that does not ask makes no safe contact', () => {
  const entry = firstContact({ other: {} }, 'Harbour desk', given);
  assert.ok(entry.ok && entry.value === undefined);
});

test('in which language, and whether through an interpreter, comes out of the referral in its codes', () => {
  const asking: Given = {
    ...given,
    pack: {
      ...given.pack,
      consent: {
        ...consent,
        firstContact: {
          ...(consent.firstContact ?? assert.fail()),
          language: 'who.language',
          interpreter: 'who.interpreter',
        },
      },
    },
  };
  const answers = { reach: { how: 'nobody' }, who: { language: 'language-tigrinya', interpreter: 'yes' } };
  const entry = firstContact(answers, 'Harbour desk', asking);
  assert.ok(entry.ok && entry.value);
  const { languageAsked, interpreterAsked } = entry.value.payload.contact ?? {};
  assert.deepEqual([languageAsked, interpreterAsked], ['language-tigrinya', 'yes']);
  const changed = contactAnew(
    [],
    {
      step: 'who',
      before: answers,
      after: { ...answers, who: { interpreter: 'no' } },
      said: ['interpreter'],
    },
    'Harbour desk',
    asking,
  );
  assert.equal(changed.is, 'untouched', 'no contact is made of a language alone');
});
