/** Who is told by mail that something waits for them, or is new, when something is shared: never what, nor of whom. */
import type { Entry, StoredEntry } from '../../../platform/ledger/entry.ts';
import type { GrantRule } from '../../../platform/pack/pack.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import type { Work } from '../../../platform/work.ts';
import { notifyColleagues, notifyRecipient } from '../jobs.ts';
import type { ConsentFile } from '../model.ts';

/**
 * A recipient learns that something was shared with it; colleagues, that an override waits for their decision or their
 * review; and of what one person decided alone also those who watch over the use of the record.
 */
export async function tellOfSharing(
  work: Work,
  { permissions, entries: before }: Pick<ConsentFile, 'permissions' | 'entries'>,
  entries: readonly Entry[],
): Promise<void> {
  const partyOf = (id: unknown): string | undefined => {
    const asked = entries.find(
      ({ type, payload }) => type === 'override-asked' && payload.process?.['permission'] === id,
    );
    const own = asked?.payload.process?.['party'];
    return typeof own === 'string' ? own : permissions.find(each => each.id === id)?.party?.id;
  };
  for (const { type, payload } of entries) {
    const { permission, party, atOnce, agrees } = payload.process ?? {};
    const { team, personId } = work.viewer;
    if (type === 'override-asked') await work.jobs.add(notifyColleagues, { team: team.id, except: personId });
    if (type === 'override-asked' && atOnce === true)
      for (const watching of watchersIn(before, work.pack.grants))
        await work.jobs.add(notifyRecipient, { team: watching });
    const recipient =
      type === 'consent-given'
        ? party
        : type === 'override-decided' && agrees === true
          ? partyOf(permission)
          : undefined;
    if (typeof recipient === 'string') await work.jobs.add(notifyRecipient, { team: recipient });
  }
}

/** The teams that were given the record to watch over its use. */
function watchersIn(entries: readonly StoredEntry[], grants: readonly GrantRule[]): ReadonlySet<string> {
  const rules = grants.filter(({ purpose }) => purpose === 'accountability');
  return new Set(
    entries
      .flatMap(({ type, payload }) => {
        const parties = (payload.process?.['parties'] ?? {}) as JsonObject;
        return rules.filter(({ on }) => on === type).map(({ to }) => parties[to]);
      })
      .filter(each => typeof each === 'string'),
  );
}
