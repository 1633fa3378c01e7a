import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import type { Answers, FieldDefinition } from '../../../platform/forms/definition.ts';
import { itemsField, itemsOf } from '../../../platform/forms/items.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { ok } from '../../../platform/pure/result.ts';
import { startDraft } from '../commands.ts';
import { findConsents, recordConsent, withdrawConsent } from '../../consent/public.ts';
import { theForm } from '../forms.ts';
import { situationOf } from './rules.ts';
import { findDraftAnswers } from '../store.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const browser = await stage.signIn(sam);
const form = theForm(stage.composed.pack);
const tag = 'Zqvxmark';

const draft = async (answers: Answers) =>
  (await stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit, answers)))
    .reference;
const stands = (reference: string) =>
  stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );
async function another(reference: string, fields: Readonly<Record<string, string>> = {}) {
  const payload = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url: `/referrals/${reference}/another`, headers, payload });
}
const openedBy = (location: string | undefined) => /\/referrals\/([^/]+)/.exec(location ?? '')?.[1] ?? '';

/** Every question answered, as far as it may be: a mark in all that is not of the situation, plain words in what is. */
function answerAll(random: () => number, settled: Answers): Answers {
  const value = (field: FieldDefinition): Json | undefined => {
    const word = field.situation ? `place ${random()}` : tag;
    if (field.sealed || field.concept === 'nation') return undefined;
    switch (field.type) {
      case 'tick':
        return true;
      case 'number':
        return 3;
      case 'date':
      case 'partial-date':
        return field.situation ? '2021-02-03' : '1987-06-05';
      case 'signs':
        return [];
      case 'choice':
      case 'select':
      case 'find':
        return field.options?.[random() % field.options.length] ?? (field.situation ? 'place' : 'zqvxmark');
      case 'choices':
      case 'selects':
      case 'finds':
        return [field.options?.[random() % field.options.length] ?? (field.situation ? 'place' : 'zqvxmark')];
      default:
        return word;
    }
  };
  const given = (fields: readonly FieldDefinition[]) =>
    Object.fromEntries(
      fields
        .filter(() => random() % 4 > 0)
        .flatMap(field => {
          const answer = value(field);
          return answer === undefined ? [] : [[field.id, answer] as const];
        }),
    );
  const steps = form.steps.map(step => {
    const items = itemsField(step);
    if (!items) return [step.id, { ...given(step.fields), ...settled[step.id] }] as const;
    const several = Array.from({ length: random() % 3 }, (_, at) => ({
      ...given(items.fields ?? []),
      id: `${tag}${at}`,
    }));
    return [step.id, { [items.id]: several }] as const;
  });
  return Object.fromEntries(steps);
}

test('whatever was answered, nothing is copied but what the pack marks as of the situation', () => {
  const seed = Number(process.env['SITUATION_SEED'] ?? randomInt(1, 2 ** 31));
  console.log(`situation: seed ${seed} (SITUATION_SEED repeats it)`);
  let state = seed;
  const random = () => (state = (state * 48271) % 2147483647);
  let copied = 0;
  for (let nth = 0; nth < 500; nth++) {
    const answers = answerAll(random, {
      age: { nation: 'ENG', ageStatus: nth % 2 ? 'child' : 'adult' },
      consent: { consent: 'given' },
    });
    const shared = situationOf(form, answers, randomUUID);
    assert.doesNotMatch(JSON.stringify(shared), /zqvxmark|1987-06-05/i, `nth ${nth}`);
    for (const step of form.steps)
      for (const [id, answer] of Object.entries(shared[step.id] ?? {})) {
        const field = step.fields.find(each => each.id === id);
        const asked = itemsField(step) ? itemsOf(answer).flatMap(Object.keys) : [id];
        const known = itemsField(step) ? (field?.fields ?? []) : step.fields;
        for (const each of asked.filter(name => name !== 'id')) {
          assert.equal(known.find(other => other.id === each)?.situation, true, `${step.id}.${each}`);
          copied += 1;
        }
      }
  }
  assert.ok(copied > 1000, `${copied} answers were copied`);
});

test('what is marked as of a situation is never of the person: no words of an account, no identity, no contact', () => {
  const marked = form.steps.flatMap(step =>
    (itemsField(step)?.fields ?? step.fields).filter(({ situation }) => situation),
  );
  assert.ok(marked.length > 10);
  for (const field of marked) {
    assert.ok(['third-party', 'account'].includes(field.class), field.id);
    assert.ok(field.class !== 'account' || !['text', 'paragraph'].includes(field.type), field.id);
    assert.notEqual(field.statement, true, field.id);
  }
});

const situation = {
  episodes: {
    list: [
      {
        id: 'first',
        types: ['domestic'],
        where: 'uk',
        started: '2024',
        ongoing: 'no',
        places: 'A farm by a mill',
        exploiters: 'The man called Ox',
        began: tag,
      },
    ],
  },
  exploiters: { list: [{ id: 'one', name: 'A man called Ox', relation: 'employer' }] },
  vehicles: { list: [{ id: 'van', registration: 'AB12 CDE' }] },
};

test('a second person from one situation begins with places, dates and exploiters, from a draft and from what was sent', async () => {
  const whole = stage.answers(situation);
  const sources = [await draft(whole), await stage.refer(sam, whole)];
  for (const source of sources) {
    const answer = await another(source);
    assert.equal(answer.statusCode, 303);
    const reference = openedBy(answer.headers.location);
    assert.notEqual(reference, source);
    const { episodes, exploiters, vehicles, ...rest } = await stands(reference);
    assert.deepEqual(
      Object.keys(rest).filter(step => step !== 'places'),
      [],
    );
    const only = (list: Json | undefined) => itemsOf(list).map(({ id, ...item }) => item);
    assert.deepEqual(only(episodes?.['list']), [
      { where: 'uk', started: '2024', places: 'A farm by a mill', exploiters: 'The man called Ox' },
    ]);
    assert.deepEqual(only(exploiters?.['list']), [{ name: 'A man called Ox' }]);
    assert.deepEqual(only(vehicles?.['list']), [{ registration: 'AB12 CDE' }]);
    assert.ok(
      !itemsOf(episodes?.['list']).some(({ id }) => id === 'first'),
      'no name stands in two referrals',
    );
  }
});

const agreed = {
  consent: 'given',
  explainedNrm: true,
  explainedSupport: true,
  explainedOutcomes: true,
  explainedSharing: true,
};

const naming = stage.answers({
  ...situation,
  age: { ageStatus: 'adult' },
  consent: agreed,
  person: { givenName: 'Zorbanius', familyName: 'Quibbleton', birthDate: '1990' },
  episodes: {
    list: [
      {
        ...situation.episodes.list[0],
        places: 'House of Zorbanius Quibbleton, 12 Marker Street',
        exploiters: 'Marko, who beat Zorbanius; call him on 07700 900123',
      },
    ],
  },
});

test('a text of the situation that names the first person is shown with what was found pointed out, and nothing is copied before somebody decided on it', async () => {
  for (const source of [await draft(naming), await stage.refer(sam, naming)]) {
    const asked = await another(source);
    assert.equal(asked.statusCode, 422);
    assert.match(
      asked.body,
      /<mark>Zorbanius Quibbleton<\/mark>|<mark>Zorbanius<\/mark> <mark>Quibbleton<\/mark>/,
    );
    assert.match(asked.body, /<mark>07700 900123<\/mark>/);
    const seen = /name="_seen" value="([^"]*)"/.exec(asked.body)?.[1] ?? assert.fail();
    const [places, exploiters] = ['episodes.1.places', 'episodes.1.exploiters'];
    const unread = await another(source, { _seen: seen });
    assert.match(unread.body, /Choose what goes into the new referral/);
    const still = await another(source, {
      _seen: seen,
      [`choice.${places}`]: 'changed',
      [`text.${places}`]: 'House of Zorbanius',
      [`choice.${exploiters}`]: 'leave-out',
    });
    assert.equal(still.statusCode, 422);
    assert.match(still.body, /These words still seem to say/);
    const answer = await another(source, {
      _seen: seen,
      [`choice.${places}`]: 'changed',
      [`text.${places}`]: 'A house by the mill',
      [`choice.${exploiters}`]: 'leave-out',
      [`text.${exploiters}`]: 'Zorbanius',
    });
    assert.equal(answer.statusCode, 303);
    const copied = await stands(openedBy(answer.headers.location));
    assert.doesNotMatch(JSON.stringify(copied), /zorbanius|quibbleton|900123/i);
    assert.match(JSON.stringify(copied), /A house by the mill/);
    assert.match(JSON.stringify(copied), /2024/, 'what names nobody is copied');
    const { body } = await stage.app.inject({
      url: String(answer.headers.location),
      headers: { cookie: browser.cookie },
    });
    assert.match(body, /It was not copied/);
  }
});

test('words that only look like a name are copied once somebody looked at each place and said so, and the account never is', async () => {
  const source = await draft({ ...naming, account: { statement: `${tag} told it`, manner: 'verbatim' } });
  const seen = /name="_seen" value="([^"]*)"/.exec((await another(source)).body)?.[1] ?? assert.fail();
  const decided = {
    'choice.episodes.1.places': 'as-it-is',
    'text.episodes.1.places': 'Zorbanius Mill',
    'choice.episodes.1.exploiters': 'leave-out',
  };
  const stale = await another(source, { _seen: 'of other words', ...decided });
  assert.equal(stale.statusCode, 422, 'what was changed meanwhile is looked at anew');
  const answer = await another(source, { _seen: seen, ...decided });
  const copied = JSON.stringify(await stands(openedBy(answer.headers.location)));
  assert.match(copied, /Zorbanius Mill/);
  assert.doesNotMatch(copied, new RegExp(tag));
});

test('an adult who refused, or was not asked, gives nothing over in any nation; a child does', async () => {
  for (const nation of ['ENG', 'WAL', 'SCT', 'NIR'])
    for (const consent of [{ consent: { consent: 'refused' } }, {}]) {
      const source = await draft({ age: { nation, ageStatus: 'adult' }, ...consent, ...situation });
      assert.notEqual((await another(source)).statusCode, 303, `${nation} ${JSON.stringify(consent)}`);
    }
  for (const ageStatus of ['child', 'not-known']) {
    const source = await draft({ age: { nation: 'NIR', ageStatus }, ...situation });
    assert.equal((await another(source)).statusCode, 303, ageStatus);
  }
});

test('who took a consent back after sending gives nothing over any more, until they consent again', async () => {
  const source = await stage.refer(
    sam,
    stage.answers({
      ...situation,
      age: { ageStatus: 'adult' },
      consent: agreed,
      person: { birthDate: '1990' },
    }),
  );
  const page = async () =>
    (await stage.app.inject({ url: `/referrals/${source}`, headers: { cookie: browser.cookie } })).body;
  const consent = () =>
    stage.run(sam, 'consent:record', source, (work, permit) =>
      recordConsent(work, permit, {
        answer: 'given',
        purpose: 'support',
        recipient: 'support-provider',
        party: undefined,
        classes: ['identity'],
        way: 'spoken',
        decider: 'adult-themselves',
        expiresOn: undefined,
        told: {},
      }),
    );
  await consent();
  assert.equal((await another(source)).statusCode, 303, 'a consent alone changes nothing');
  await stage.run(sam, 'consent:withdraw', source, async (work, permit) => {
    const { permissions } = await findConsents(work, permit.record.recordId);
    return withdrawConsent(work, permit, permissions[0]?.id ?? '');
  });
  assert.notEqual((await another(source)).statusCode, 303);
  assert.doesNotMatch(await page(), /another person from the same situation/);
  await consent();
  assert.equal((await another(source)).statusCode, 303);
});
