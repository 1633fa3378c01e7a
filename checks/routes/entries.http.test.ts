import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Composed } from '../../app/compose.ts';
import { definitionOn } from '../../platform/pack/definition.ts';
import type { Work } from '../../platform/work.ts';
import { openStage, type Person } from '../support/stage.ts';

/** What each route wrote, by the ledger's own account of the transaction. */
const wrote = new Map<string, Set<string>>();

function watch(composed: Composed): Composed {
  const routes = composed.routes.map(route => {
    if (!('entry' in route)) return route;
    const handle = async (work: Work, ...rest: [never, never]) => {
      const done = await route.handle(work, ...rest);
      const { rows } = await sql<{ type: string }>`SELECT type FROM ledger.entry
        WHERE xid = pg_current_xact_id() AND kind = 'change'`.execute(work.db);
      const seen = wrote.get(route.path) ?? new Set();
      wrote.set(route.path, seen);
      for (const row of rows) seen.add(row.type);
      return done;
    };
    return { ...route, handle } as typeof route;
  });
  return { ...composed, routes };
}

const stage = await openStage({ recompose: watch });
const [sam, alex, chris, robin] = ['Sam Okafor', 'Alex Morgan', 'Chris Vale', 'Robin Achebe'].map(
  stage.person,
) as [Person, Person, Person, Person];

async function post(as: Person, url: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  assert.equal(answer.statusCode, 303, `${url}: ${answer.statusCode}`);
}

const { pack } = stage.composed;
const working = (finding: string, outcome: string): Readonly<Record<string, string>> => {
  const definition = definitionOn(pack, stage.today(), 'adult');
  assert.ok(definition.ok);
  const heads = definition.value.heads.flatMap(({ code, elements }) => [
    [`${code}.reasons`, 'Looked at.'] as const,
    ...elements.map(element => [`${code}.${element}`, finding] as const),
  ]);
  return { outcome, reasons: 'Weighed together.', ...Object.fromEntries(heads) };
};
const refer = () =>
  stage.refer(
    sam,
    stage.answers({
      age: { nation: 'ENG', ageStatus: 'adult' },
      consent: {
        consent: 'given',
        explainedNrm: true,
        explainedSupport: true,
        explainedOutcomes: true,
        explainedSharing: true,
      },
      place: { circumstances: ['none'] },
    }),
  );

/** Of consents and safe contact: everything that can be added. */
async function keepConsents(reference: string): Promise<void> {
  const at = `/consents/${reference}`;
  const bethan = stage.person('Bethan Lloyd');
  const sharing = {
    purpose: 'support',
    recipient: 'support-provider',
    party: stage.person('Priya Raman').team.id,
    classes: 'identity',
  };
  const answer = { ...sharing, decider: 'adult-themselves', way: 'spoken' };
  const newest = async () => {
    const { rows } = await sql<{ id: string }>`SELECT permission_id AS id FROM consent.permission
      ORDER BY asked_at DESC, permission_id DESC LIMIT 1`.execute(stage.database.superuser);
    return rows[0]?.id ?? '';
  };
  await post(sam, `${at}/record`, { ...answer, answer: 'refused' });
  await post(sam, `${at}/record`, { ...answer, answer: 'given' });
  await post(sam, `${at}/hold`, { party: sharing.party, ground: 'legal-claim', reasons: 'A claim.' });
  await post(sam, `${at}/withdraw/${await newest()}`);
  await post(sam, `${at}/override`, { ...sharing, ground: 'crime', reasons: 'To prevent a crime to them.' });
  await post(bethan, `${at}/decide/${await newest()}`, {
    agrees: 'agree',
    reasons: 'Needed to protect them.',
  });
  await post(sam, `${at}/override`, {
    ...sharing,
    ground: 'danger-to-life',
    reasons: 'A threat to their life.',
    atOnce: 'true',
  });
  await post(bethan, `${at}/review/${await newest()}`, {
    agrees: 'refuse',
    reasons: 'The danger is over by now.',
  });
  await post(sam, `${at}/contact`, { channel: 'none', letters: 'no', fallback: 'none-safe' });
}

test('every route adds to the ledger what it says that it may add, and nothing else', async () => {
  const [first, second] = [await refer(), await refer()];
  await post(alex, `/cases/${first}/take`);
  await post(robin, `/cases/${first}/allocate`, { to: alex.personId });
  await post(alex, `/cases/${first}/decide`, working('not-shown', 'negative'));
  await post(chris, `/cases/${first}/second-reading`, { reading: 'return', reasons: 'Look again.' });
  await post(alex, `/cases/${first}/decide`, working('met', 'positive'));
  await post(alex, `/cases/${second}/take`);
  await post(alex, `/cases/${second}/decide`, working('not-shown', 'negative'));
  await post(chris, `/cases/${second}/second-reading`, { reading: 'agree', reasons: '' });
  await post(sam, `/referrals/${first}/sealed/place`, { safeAddress: '1 Example Street' });
  await post(sam, '/referrals');
  await keepConsents(first);
  const token = await stage.token(sam);
  const api = stage.composed.routes.find(
    route => route.kind === 'api' && route.method === 'POST' && route.path === '/api/v1/referrals',
  );
  assert.ok(api?.kind === 'api');
  const sent = await stage.app.inject({
    method: 'POST',
    url: api.path,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    payload: api.example as object,
  });
  assert.equal(sent.statusCode, 201);

  const declared = new Map(
    stage.composed.routes.flatMap(route =>
      !('entry' in route) || !route.entry ? [] : [[route.path, [route.entry].flat()] as const],
    ),
  );
  let compared = 0;
  for (const [path, types] of wrote) {
    const may = declared.get(path) ?? [];
    assert.deepEqual(
      [...types].filter(type => !may.includes(type)),
      [],
      `${path} wrote what it does not name`,
    );
    compared += types.size;
  }
  assert.ok(compared >= 16, `${compared} kinds of entry were compared`);
});
