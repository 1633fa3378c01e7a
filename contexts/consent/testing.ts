/** People, teams and records for the tests of consents. */
import { openStage, type Person, type Stage, type StageOptions } from '../../checks/support/stage.ts';
import { openRecord } from '../../platform/access/open.ts';
import { append } from '../../platform/ledger/append.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import { ok } from '../../platform/pure/result.ts';
import { type Instant, Temporal } from '../../platform/pure/time.ts';
import assert from 'node:assert/strict';
import { recordConsent, withdrawConsent } from './commands.ts';
import type { Party, Permission } from './model.ts';
import { findConsents } from './queries.ts';
import type { Answer } from './rules.ts';

const team = (name: string, purpose: 'referral' | 'identification-decision', role: string) => ({
  name,
  purpose,
  people: [{ name: `${name} desk`, email: `${name.toLowerCase()}@recipients.example`, role }],
});

/** Teams with which can be shared, beside those of the demonstration. */
const withRecipients: NonNullable<StageOptions['cast']> = demonstration => ({
  ...demonstration,
  organisations: [
    ...demonstration.organisations,
    {
      name: 'Recipients (fictional)',
      recipients: ['support-provider', 'guardian', 'competent-authority'],
      teams: [
        team('Haven', 'referral', 'responder'),
        team('Chambers', 'referral', 'responder'),
        team('Tribunal', 'identification-decision', 'caseworker'),
      ],
    },
  ],
});

export const openConsentStage = (): Promise<Stage> => openStage({ cast: withRecipients });

export const partyOf = ({ team: { id, name }, purpose }: Person): Party => ({ id, name, purpose });

/** What a told record holds, besides its process. */
export const toldClasses = [
  'identity',
  'account',
  'contact',
  'location',
] as const satisfies readonly DataClass[];

/** A draft of the person's team with something in every class that it holds. */
export const tellDraft = (
  stage: Stage,
  as: Person,
  at?: Instant,
): Promise<{ reference: string; recordId: string }> =>
  stage.run(
    as,
    'referral:start',
    undefined,
    async work => {
      const record = await openRecord(work);
      const said = Object.fromEntries(toldClasses.map(name => [name, { words: name }]));
      await append(work, record, [
        { type: 'draft-opened', payload: { process: { parties: { referrer: as.team.id } } } },
        { type: 'told', payload: { process: {}, ...said } },
      ]);
      return ok({ reference: record.reference, recordId: record.recordId });
    },
    at,
  );

/** The same once it was sent. */
export async function tellRecord(...of: Parameters<typeof tellDraft>): ReturnType<typeof tellDraft> {
  const told = await tellDraft(...of);
  await of[0].database.superuser
    .updateTable('access.record')
    .set({ stage: 'submitted' })
    .where('record_id', '=', told.recordId)
    .execute();
  return told;
}

/** Noon tomorrow: whole hours from here never fall on the midnight at which a consent ends. */
export const noonTomorrow = (timeZone: string): Instant =>
  Temporal.Now.plainDateISO(timeZone)
    .add({ days: 1 })
    .toZonedDateTime({ timeZone, plainTime: '12:30' })
    .toInstant();

export const answer = (party: Party | undefined, more: Partial<Answer> = {}): Answer => ({
  answer: 'given',
  purpose: 'support',
  recipient: 'support-provider',
  party,
  classes: ['identity', 'contact'],
  way: 'spoken',
  decider: 'adult-themselves',
  expiresOn: undefined,
  told: {},
  ...more,
});

/** What one person does with the consents of a record, in a word each. */
export function dealings(stage: Stage, sam: Person, haven: Person) {
  const consent = (reference: string, said: Answer, as = sam) =>
    stage.run(as, 'consent:record', reference, (work, permit) => recordConsent(work, permit, said));
  const permissions = (reference: string): Promise<readonly Permission[]> =>
    stage.run(sam, 'consent:view', reference, async (work, { record }) =>
      ok((await findConsents(work, record.recordId)).permissions),
    );
  const newest = async (reference: string): Promise<Permission> => {
    const found = (await permissions(reference)).at(-1);
    assert.ok(found);
    return found;
  };
  const withdraw = async (reference: string) => {
    const { id } = await newest(reference);
    return stage.run(sam, 'consent:withdraw', reference, (work, permit) => withdrawConsent(work, permit, id));
  };
  const refused = (act: Promise<unknown>, says: RegExp) => assert.rejects(act, says);

  const override = (ground: string, atOnce: boolean) => ({
    purpose: 'support',
    recipient: 'support-provider',
    party: partyOf(haven),
    classes: ['identity'] as const,
    ground,
    atOnce,
    reasons: 'Said to be followed home.',
  });
  return { consent, permissions, newest, withdraw, override, refused };
}
