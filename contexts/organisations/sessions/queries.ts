import { sql } from 'kysely';
import { z } from 'zod';
import type { Device } from '../../../platform/http/device.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';

/** A live session or token of the viewer's own, in whichever of their positions. */
export interface OwnSession {
  readonly sessionId: string;
  readonly isThis: boolean;
  /** Undefined where the session is older than we note it; a token has none. */
  readonly device: Device | undefined;
  readonly isToken: boolean;
  readonly position: { readonly role: string; readonly team: string; readonly organisation: string };
  readonly startedAt: Instant;
  readonly usedAt: Instant;
}

const named = z.object({ name: z.string() });
const positionSchema = z.object({ role: z.string(), team: named, organisation: named });

/** Last used first. */
export async function listOwnSessions(work: Pick<Work, 'db'>): Promise<readonly OwnSession[]> {
  const { rows } = await sql<{
    session_id: string;
    here: boolean;
    kind: string;
    browser: string | null;
    system: string | null;
    position: unknown;
    started_at: Date;
    last_seen_at: Date;
  }>`
    SELECT session_id, session_id::text = current_setting('nrm.session') AS here, kind, browser, system, "position",
      started_at, last_seen_at FROM http.own_sessions() LIMIT 200`.execute(work.db);
  const instant = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return rows.map(row => {
    const { role, team, organisation } = positionSchema.parse(row.position);
    return {
      sessionId: row.session_id,
      isThis: row.here,
      isToken: row.kind === 'token',
      device: row.browser && row.system ? { browser: row.browser, system: row.system } : undefined,
      position: { role, team: team.name, organisation: organisation.name },
      startedAt: instant(row.started_at),
      usedAt: instant(row.last_seen_at),
    };
  });
}
