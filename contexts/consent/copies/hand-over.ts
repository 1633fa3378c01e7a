/** What lets a team that is asked to take a draft over see it: the person's consent, or a child's protection. */
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { kindsOfTeam } from '../kinds.ts';
import { type Party, type Permission, standingOf } from '../model.ts';
import { askOverride } from '../overrides.ts';
import { findConsents, listHeldClasses } from '../queries.ts';
import { recordAnswer } from '../rules.ts';
import type { HowAgreed } from './how-agreed.ts';

export interface HandedTo {
  readonly party: Party;
  readonly treatedAs: 'adult' | 'child';
  /** The code of a reason: of a draft the ledger takes no words. */
  readonly reason: string;
  /** Of an adult: how they agreed, to which classes, and until when. */
  readonly way: string;
  readonly classes: readonly DataClass[];
  readonly how?: HowAgreed;
  readonly expiresOn?: PlainDate | undefined;
  /**
   * Of an adult who lacks the capacity to decide on the referral: who decided for them. Who assessed that, and why it was
   * decided so, stands in the draft, which the other team is shown as far as was agreed to.
   */
  readonly decider?: string | undefined;
  readonly nation: string | undefined;
}

/**
 * The entries that show a draft to a team, and the permission that its grants rest on. An adult agrees to it class by
 * class. Of a child all that the purpose needs is shown at once on the pack's ground, and a colleague looks again by the
 * next day.
 */
export async function shareToHandOver(
  work: Work,
  recordId: string,
  to: HandedTo,
): Promise<Result<{ readonly entries: readonly Entry[]; readonly permission: string }>> {
  const { pack, now, today, newId, viewer } = work;
  const terms = pack.consent.handOver;
  const themselves = pack.consent.deciders.find(({ path }) => path === 'adult');
  if (!terms || !themselves) return refuse('not-in-the-pack');
  const held = await listHeldClasses(work, recordId);
  const kinds = await kindsOfTeam(work, to.party.id);
  const given = { pack, now, today, newId, held, kinds, by: viewer.personId, team: viewer.team.id };
  const { purpose, recipient } = terms;
  const sharing = { purpose, recipient, party: to.party };
  const covered = pack.consent.purposes.find(({ code }) => code === purpose)?.classes ?? [];
  const entries =
    to.treatedAs === 'child'
      ? askOverride(
          {
            ...sharing,
            classes: covered.filter(each => held.includes(each)),
            ground: terms.child,
            reasons: to.reason,
            isCoded: true,
            atOnce: true,
          },
          given,
        )
      : agreedHow(
          to.how,
          recordAnswer(
            await findConsents(work, recordId),
            {
              ...sharing,
              classes: to.classes,
              answer: 'given',
              way: to.way,
              decider: to.decider ?? themselves.code,
              expiresOn: to.expiresOn,
              told: {},
            },
            { ...given, pack, nation: to.nation ?? null },
          ),
        );
  if (!entries.ok) return entries;
  return ok({
    entries: entries.value,
    permission: String(entries.value[0]?.payload.process?.['permission']),
  });
}

/** What is wrong is told at the question of the page that asks it. */
function agreedHow(how: HowAgreed = {}, entry: Result<Entry>): Result<readonly Entry[]> {
  if (!entry.ok)
    return refuse(
      entry.error.code,
      entry.error.fields?.map(each => ({ ...each, field: each.field.replace(/^consent\./, 'ask.') })),
    );
  const { process, ...others } = entry.value.payload;
  return ok([
    {
      ...entry.value,
      payload: { ...others, process: { ...process, ...(Object.keys(how).length > 0 && { how }) } },
    },
  ]);
}

/** A permission, while it shows something. */
export async function livePermission(
  work: Work,
  recordId: string,
  id: string,
): Promise<Permission | undefined> {
  const { permissions } = await findConsents(work, recordId);
  const found = permissions.find(each => each.id === id);
  return found && standingOf(found, work.now) === 'live' ? found : undefined;
}

/** What was shown for a hand-over is shown no more: it was declined, or taken back. */
export const endSharing = (permission: string, because: 'declined' | 'taken-back'): Entry => ({
  type: 'sharing-ended',
  payload: { process: { permission, because } },
});
