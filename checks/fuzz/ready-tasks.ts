import { findConsents, recordConsent, withdrawConsent } from '../../contexts/consent/public.ts';
import { startDraft } from '../../contexts/referrals/public.ts';
import { ok } from '../../platform/pure/result.ts';
import type { Person } from '../support/stage.ts';
import type { Fuzzing } from './fuzzing.ts';
import { look } from './world.ts';

const sharedFor: Readonly<Record<string, { readonly purpose: string; readonly recipient: string }>> = {
  referral: { purpose: 'support', recipient: 'first-responder' },
  'identification-decision': { purpose: 'decision', recipient: 'competent-authority' },
};

/** For each team that may be shared with and has nothing to return: something that was shared with it, and withdrawn. */
export async function makeTasks({ theatre: { stage }, actors }: Fuzzing): Promise<void> {
  const people = actors.flatMap(({ viewer }) => (viewer ? [viewer] : []));
  const { tasks } = await look(stage.database.superuser);
  const busy = new Set(tasks.map(({ team }) => team));
  for (const { team, purpose } of people) {
    const sharing = sharedFor[purpose];
    const by = people.find(each => each.role === 'responder' && each.team.id !== team.id);
    if (!sharing || !by || busy.has(team.id)) continue;
    busy.add(team.id);
    await endOne(stage, by, { ...sharing, party: { ...team, purpose } });
  }
}

async function endOne(
  stage: Fuzzing['theatre']['stage'],
  by: Person,
  sharing: Pick<Parameters<typeof recordConsent>[2], 'purpose' | 'recipient' | 'party'>,
): Promise<void> {
  const { reference } = await stage.run(by, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit),
  );
  await stage.run(by, 'consent:record', reference, (work, permit) =>
    recordConsent(work, permit, {
      ...sharing,
      answer: 'given',
      classes: ['identity', 'contact'],
      way: 'spoken',
      decider: 'adult-themselves',
      expiresOn: undefined,
      told: {},
    }),
  );
  const given = await stage.run(by, 'consent:view', reference, async (work, { record }) =>
    ok((await findConsents(work, record.recordId)).permissions.at(-1)?.id ?? ''),
  );
  await stage.run(by, 'consent:withdraw', reference, (work, permit) => withdrawConsent(work, permit, given));
}
