/** Nothing is shared with a team as what it is not: a police team is no solicitor's, whatever somebody chooses. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Person } from '../../checks/support/stage.ts';
import { packFolders, openStage } from '../../checks/support/stage.ts';
import { openConsentStage, tellRecord } from './testing.ts';

const stage = await openConsentStage();
const [sam, priya, haven] = ['Sam Okafor', 'Priya Raman', 'Haven desk'].map(name => stage.person(name)) as [
  Person,
  Person,
  Person,
];

async function call(url: string, json?: object) {
  const headers = { authorization: `Bearer ${await stage.token(sam)}`, 'idempotency-key': randomUUID() };
  return stage.app.inject(
    json ? { method: 'POST', url, headers, payload: json } : { method: 'GET', url, headers },
  );
}
async function post(url: string, fields: Readonly<Record<string, string>>) {
  const { cookie, csrf } = await stage.signIn(sam);
  const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}
const consent = (recipient: string, purpose: string, party: Person) => ({
  answer: 'given',
  purpose,
  recipient,
  party: party.team.id,
  classes: ['identity'],
  way: 'spoken',
  decider: 'adult-themselves',
});
const override = (recipient: string, purpose: string, party: Person) => ({
  ground: 'danger-to-life',
  purpose,
  recipient,
  party: party.team.id,
  classes: ['identity'],
  reasons: 'A threat to their life tonight.',
});
const flat = ({ classes, ...rest }: ReturnType<typeof consent> | ReturnType<typeof override>) => ({
  ...rest,
  classes: classes.join(),
});
const wrongs = [
  ['solicitor', 'legal-advice', priya],
  ['guardian', 'guardianship', priya],
  ['police', 'investigation', haven],
] as const;

test('a consent or a decision to share without one names no team as a recipient that it is not, by page or program', async () => {
  const { reference } = await tellRecord(stage, sam);
  for (const [recipient, purpose, party] of wrongs)
    for (const [kind, path, said] of [
      ['consent', 'record', consent(recipient, purpose, party)],
      ['override', 'override', override(recipient, purpose, party)],
    ] as const) {
      const at = `/api/v1/referrals/${reference}/${kind}s`;
      const told = await call(at, said);
      assert.equal(told.statusCode, 422, told.body);
      assert.deepEqual(
        told.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field),
        ['party'],
      );
      const page = await post(`/consents/${reference}/${path}`, flat(said));
      assert.equal(page.statusCode, 422);
      assert.match(page.body, /This team is not of that kind/);
      assert.match(page.body, /href="#party"/);
    }
  for (const [kind, said] of [
    ['consent', consent('support-provider', 'support', priya)],
    ['override', override('first-responder', 'support', priya)],
    ['consent', consent('guardian', 'guardianship', haven)],
  ] as const)
    assert.equal((await call(`/api/v1/referrals/${reference}/${kind}s`, said)).statusCode, 201);
});

test('only teams that are a recipient of something are offered, each with what it is', async () => {
  const { reference } = await tellRecord(stage, sam);
  const { teams } = (await call(`/api/v1/referrals/${reference}/consents/teams`)).json<{
    teams: { party: string; recipients: string[]; purposes: string[] }[];
  }>();
  const of = (person: Person) => teams.find(({ party }) => party === person.team.id);
  assert.deepEqual(of(priya)?.recipients, ['support-provider', 'first-responder']);
  assert.deepEqual(of(priya)?.purposes, ['support', 'referral-by-another']);
  assert.deepEqual(of(stage.person('Alex Morgan'))?.recipients, ['competent-authority']);
  for (const name of ['Gwen Ashby', 'Max Trent', 'Dana Whitfield'])
    assert.equal(of(stage.person(name)), undefined, name);
  const { cookie } = await stage.signIn(sam);
  const { body } = await stage.app.inject({ url: `/consents/${reference}/record`, headers: { cookie } });
  assert.match(body, /Harbour Light Trust \(fictional\), Outreach \(Support provider, /);
});

test('in every country a team of those who refer is what a draft is handed over to', async () => {
  const other = await openStage({ pack: packFolders['example'] });
  const { recipients, handOver } = other.composed.pack.consent;
  assert.equal(recipients.find(({ code }) => code === handOver?.recipient)?.of?.firstResponders, 'any');
});
