/** What a record still takes once its person refused, and the draft has ended: nothing that says who or where they are. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Stage } from '../../../checks/support/stage.ts';
import { append } from '../../../platform/ledger/append.ts';
import { ok } from '../../../platform/pure/result.ts';
import { tagFor } from '../testing.ts';
import { startDraft } from '../commands.ts';
import { endRefused } from './commands.ts';

const stage = await openStage();
/** Policy lets everybody do everything: what is still refused, the core refuses. */
const lax = await openStage({
  recompose: composed => ({ ...composed, policy: { ...composed.policy, may: () => true } }),
});

async function at(on: Stage) {
  const sam = on.person('Sam Okafor');
  const browser = await on.signIn(sam);
  const token = await on.token(sam);
  const call = async (url: string, json?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
    const answer = await on.app.inject(
      json ? { method: 'POST', url, headers, payload: json } : { method: 'GET', url, headers },
    );
    return { status: answer.statusCode, body: answer.body };
  };
  const get = (url: string) => on.app.inject({ url, headers: { cookie: browser.cookie } });
  const ended = async () => {
    const answers = { age: { nation: 'SCT', ageStatus: 'adult' }, consent: { consent: 'refused' } };
    const { reference } = await on.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, answers),
    );
    await on.run(sam, 'referral:submit', reference, endRefused);
    return reference;
  };
  return { sam, call, get, ended };
}

const contact = (tag: string) => ({
  channel: 'phone-call',
  phone: '+447700900555',
  days: ['mon'],
  from: '10:00',
  to: '12:00',
  voicemail: 'no',
  letters: 'no',
  codeWord: tag,
  fallback: 'somebody',
  fallbackName: tag,
  fallbackHow: 'Ring the house.',
});
/** Agreed to with nobody who has a team here: a copy is handed over on it. */
const consent = (tag: string) => ({
  purpose: 'legal-advice',
  recipient: 'solicitor',
  classes: ['identity', 'contact'],
  answer: 'given',
  decider: 'adult-themselves',
  way: 'spoken',
  witness: tag,
});
const message = (tag: string) => ({ text: tag });

for (const [who, on] of [
  ['policy', stage],
  ['the core, whatever policy permits,', lax],
] as const)
  test(`${who} takes no contact, consent or message on the ended draft of somebody who refused, nor on a notice`, async () => {
    const { call, ended } = await at(on);
    const tag = tagFor();
    const sent = await call('/api/v1/notices', {
      nation: 'ENG',
      answers: {
        identified: { identified: 'refused' },
        person: { gender: 'not-known', nationality: 'nationality-not-known' },
        episode: { types: ['labour-unpaid'], where: 'uk', ongoing: 'not-known' },
      },
    });
    const notice = (JSON.parse(sent.body) as { reference?: string }).reference ?? assert.fail(sent.body);
    for (const reference of [await ended(), notice]) {
      const base = `/api/v1/referrals/${reference}`;
      for (const [path, body] of [
        ['contact', contact(tag)],
        ['consents', consent(tag)],
        ['messages', message(tag)],
      ] as const) {
        const { status, body: told } = await call(`${base}/${path}`, body);
        assert.ok([403, 404, 409].includes(status), `${path}: ${status} ${told}`);
      }
    }
    const { rows } = await sql<{
      found: number;
    }>`SELECT count(*)::int AS found FROM ledger.payload_contact`.execute(on.database.superuser);
    assert.equal(rows[0]?.found, 0);
  });

test('the database keeps nothing of who or where somebody is on a draft that has ended, whatever a command writes', async () => {
  const { sam, ended } = await at(stage);
  const reference = await ended();
  for (const name of ['identity', 'contact', 'location'])
    await assert.rejects(
      stage.run(sam, 'referral:view', reference, async (work, { record }) => {
        await append(work, record, [{ type: 'told', payload: { process: {}, [name]: { words: name } } }]);
        return ok(true);
      }),
      /nobody is named where a draft has ended/,
    );
});

test('the page of an ended draft offers no consents and no safe contact, and claims no legal ground', async () => {
  const { get, ended } = await at(stage);
  const reference = await ended();
  assert.doesNotMatch((await get(`/referrals/${reference}`)).body, /\/consents\//);
  const { statusCode, body } = await get(`/consents/${reference}`);
  assert.equal(statusCode, 200);
  assert.match(body, /The draft has ended/);
  assert.doesNotMatch(body, /hold the case by law|\/contact"|\/record"|\/override"/);
  for (const page of ['contact', 'record', 'override'])
    assert.equal((await get(`/consents/${reference}/${page}`)).headers.location, `/consents/${reference}`);
});
