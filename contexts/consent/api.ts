/** Consents of a referral, and copies on them for somebody outside, for other systems. */
import { z } from 'zod';
import { type AnyRoute, routesFor } from '../../platform/http/route.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { dataClasses } from '../../platform/pure/classes.ts';
import { ok } from '../../platform/pure/result.ts';
import { actions } from './access.ts';
import { handCopyOver } from './commands.ts';
import { type Permission, standingOf } from './model.ts';
import { findConsents } from './queries.ts';

const { api } = routesFor(actions);
const classNames = z.array(z.enum(dataClasses)).max(20);

const permission = z.object({
  permission: z.string().meta({ description: 'By which a copy is handed over on it' }),
  kind: z.enum(['consent', 'override']),
  standing: z.enum(['waiting', 'live', 'expired', 'refused', 'ended']),
  purpose: z.string(),
  recipient: z.string(),
  team: z.string().nullable().meta({ description: 'null where the recipient has no team here' }),
  classes: z.array(z.string()),
  until: z.string().nullable(),
  copies: z
    .array(
      z.object({
        handOver: z.string(),
        to: z.string().nullable().meta({ description: 'null where you may not see it' }),
        classes: z.array(z.string()),
      }),
    )
    .meta({ description: 'Copies that were handed to somebody who has no team here' }),
});

export const consentApi: readonly AnyRoute[] = [
  api('GET', '/api/v1/referrals/:reference/consents', {
    access: 'consent:view',
    summary: 'What the person, or others for them, agreed to share, and what was shared without',
    entry: null,
    params: z.object({ reference: z.string() }),
    response: z.object({ reference: z.string(), permissions: z.array(permission) }),
    handle: async (work, { permit }) => {
      const { recordId, reference } = permit.record;
      const { permissions } = await findConsents(work, recordId);
      const told = permissions.some(({ handedOver }) => handedOver.some(({ to }) => to !== undefined));
      await recordSight(work, [recordId], 'consents-seen', told ? ['process', 'account'] : ['process']);
      return ok({
        reference,
        permissions: permissions.map(each => ({
          permission: each.id,
          kind: each.kind,
          standing: standingOf(each, work.now),
          purpose: each.purpose,
          recipient: each.recipient,
          team: each.party?.name ?? null,
          classes: [...each.classes],
          until: each.until?.toString() ?? null,
          copies: copiesOn(each),
        })),
      });
    },
  }),
  api('POST', '/api/v1/referrals/:reference/consents/:permission/copies', {
    access: 'consent:hand-over',
    summary: 'Write down to whom a copy is handed on a consent; the copy is taken after that',
    entry: 'copy-handed-over',
    params: z.object({ reference: z.string(), permission: z.string() }),
    body: z.strictObject({
      name: z.string().min(1).max(250),
      organisation: z.string().max(250).default(''),
      classes: classNames.min(1).meta({ description: 'Of those that were agreed to' }),
      words: z.string().max(2_000).default(''),
    }),
    example: { name: 'Ada Advocate', organisation: 'Example Chambers', classes: ['identity'] },
    response: z.object({ reference: z.string(), handOver: z.string() }),
    handle: async (work, { permit, params }, said) => {
      const done = await handCopyOver(work, permit, params.permission, said);
      if (!done.ok) return done;
      const { permissions } = await findConsents(work, permit.record.recordId);
      const found = permissions.find(({ id }) => id === params.permission);
      return ok({ ...done.value, handOver: found?.handedOver.at(-1)?.id ?? '' });
    },
  }),
];

const copiesOn = ({ handedOver }: Permission) =>
  handedOver.map(({ id, to, classes }) => ({ handOver: id, to: to ?? null, classes: [...classes] }));
