/** Consents of a referral, recorded, ended and listed, and copies on them for somebody outside, for other systems. */
import { z } from 'zod';
import { type AnyRoute, routesFor } from '../../platform/http/route.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { ok } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { actions } from './access.ts';
import { bodyOf, exampleSharing, onPermission, unprefixed } from './api-forms.ts';
import { handCopyOver, recordConsent, withdrawConsent } from './commands.ts';
import { readAnswers } from './forms.ts';
import { formFor, formOf } from './loaders.ts';
import { type Permission, standingOf, tasksOf } from './model.ts';
import { listTeamsToShareWith } from './kinds.ts';
import { findConsents } from './queries.ts';
import { answerIn, handOverIn } from './read.ts';
import { notUndone } from './showing.ts';
import { listOfCase, type OfCase } from './tasks/queries.ts';
import { deeds, isOverdue } from './tasks/returned.ts';

const { api } = routesFor(actions);

const permission = z.object({
  permission: z.string().meta({ description: 'By which a copy is handed over on it' }),
  kind: z.enum(['consent', 'override']),
  standing: z.enum(['waiting', 'live', 'expired', 'refused', 'ended']),
  purpose: z.string(),
  recipient: z.string(),
  team: z.string().nullable().meta({ description: 'null where the recipient has no team here' }),
  classes: z.array(z.string()),
  until: z.string().nullable(),
  recordedAt: z.string(),
  decider: z.string().nullable().meta({ description: 'Of a consent: who decided, a code of the pack' }),
  way: z.string().nullable().meta({ description: 'Of a consent: how it was given' }),
  ground: z.string().nullable().meta({ description: 'Of an override: on which legal ground' }),
  review: z
    .object({ dueOn: z.string().nullable(), upheld: z.boolean().nullable() })
    .nullable()
    .meta({ description: 'Of an override: by when another person looks again, and what they found' }),
  ended: z
    .object({ at: z.string(), returns: z.array(z.string()), keeps: z.array(z.string()) })
    .nullable()
    .meta({ description: 'What its recipient was asked to return or destroy, and what it keeps' }),
  returned: z
    .array(
      z.object({
        done: z.enum(deeds),
        classes: z.array(z.string()),
        ground: z.string().nullable().meta({ description: 'Of what is kept: on which legal ground' }),
        at: z.string(),
        by: z.string(),
        team: z.string(),
      }),
    )
    .meta({ description: 'What its recipient, or who handed a copy on, says was done with it' }),
  notReturned: z
    .array(z.string())
    .meta({ description: 'What was to be returned or destroyed, and nobody said that it was' }),
  returnOverdue: z.boolean(),
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

const byReference = z.object({ reference: z.string() });
const byPermission = z.object({ reference: z.string(), permission: z.string() });

export const consentApi = (pack: Pack): readonly AnyRoute[] => [
  api('GET', '/api/v1/referrals/:reference/consents', {
    access: 'consent:view',
    summary: 'What the person, or others for them, agreed to share, and what was shared without',
    entry: null,
    params: byReference,
    response: z.object({ reference: z.string(), permissions: z.array(permission) }),
    handle: async (work, { permit }) => {
      const { recordId, reference } = permit.record;
      const { permissions } = await findConsents(work, recordId);
      const tasks = await listOfCase(work, recordId);
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
          recordedAt: each.entry.at.toString(),
          decider: each.decider ?? null,
          way: each.way ?? null,
          ground: each.ground ?? null,
          review:
            each.reviewDue === undefined && !each.reviewed
              ? null
              : { dueOn: each.reviewDue ?? null, upheld: each.reviewed?.agrees ?? null },
          ended: endOf(each),
          ...returnedOf(each, tasks, work),
          copies: copiesOn(each),
        })),
      });
    },
  }),
  api('GET', '/api/v1/referrals/:reference/consents/teams', {
    access: 'consent:record',
    summary: 'The teams with which can be shared, as `party` of a consent or an override',
    entry: null,
    params: byReference,
    response: z.object({
      teams: z.array(
        z.object({
          party: z.string(),
          name: z.string(),
          recipients: z.array(z.string()).meta({ description: 'As which recipient it can be shared with' }),
          purposes: z.array(z.string()),
        }),
      ),
    }),
    handle: async work =>
      ok({
        teams: (await listTeamsToShareWith(work)).map(({ id, name, kinds, purposes }) => ({
          party: id,
          name,
          recipients: [...kinds],
          purposes: [...purposes],
        })),
      }),
  }),
  api('POST', '/api/v1/referrals/:reference/consents', {
    access: 'consent:record',
    summary: 'Record what the person, or whoever may decide for them, agreed to or refused',
    entry: ['consent-given', 'consent-refused'],
    params: byReference,
    body: bodyOf(pack, 'consent'),
    example: exampleIn(pack),
    response: z.object({ reference: z.string(), permission: z.string() }),
    handle: async (work, { permit, words }, said) => {
      const asked = await formFor(work, words, permit.record, 'consent');
      const read = readAnswers(asked, 'consent', said, work.today);
      const done = read.ok ? await recordConsent(work, permit, answerIn(read.value, asked.teams)) : read;
      return onPermission(done);
    },
  }),
  api('POST', '/api/v1/referrals/:reference/consents/:permission/withdrawal', {
    access: 'consent:withdraw',
    summary: 'End a consent: from now on its recipient sees nothing through it',
    entry: 'consent-withdrawn',
    params: byPermission,
    body: z.strictObject({}),
    example: {},
    response: z.object({
      reference: z.string(),
      permission: z.string(),
      returns: z.array(z.string()).meta({ description: 'What the recipient is asked to return or destroy' }),
      keeps: z.array(z.string()).meta({ description: 'What it keeps, on another ground or by law' }),
      tellThePerson: z.string().meta({ description: 'What cannot be undone' }),
    }),
    handle: async (work, { permit, params, words }) => {
      const { permission } = params;
      const done = await withdrawConsent(work, permit, permission);
      if (!done.ok) return done;
      const { permissions } = await findConsents(work, permit.record.recordId);
      const found = permissions.find(({ id }) => id === permission);
      const { returns = [], keeps = [] } = (found && endOf(found)) ?? {};
      const told = words(found ? notUndone(found) : 'consent.not-undone');
      return ok({ reference: done.value.reference, permission, returns, keeps, tellThePerson: told });
    },
  }),
  api('POST', '/api/v1/referrals/:reference/consents/:permission/copies', {
    access: 'consent:hand-over',
    summary: 'Write down to whom a copy is handed on a consent; the copy is taken after that',
    entry: 'copy-handed-over',
    params: byPermission,
    body: bodyOf(pack, 'handover'),
    example: { name: 'Ada Advocate', organisation: 'Example Chambers', classes: ['identity'] },
    response: z.object({ reference: z.string(), handOver: z.string() }),
    handle: async (work, { permit, params, words }, said) => {
      const read = readAnswers(await formOf(work, words), 'handover', said, work.today);
      if (!read.ok) return unprefixed(read);
      const done = await handCopyOver(work, permit, params.permission, handOverIn(read.value));
      if (!done.ok) return unprefixed(done);
      const { permissions } = await findConsents(work, permit.record.recordId);
      const found = permissions.find(({ id }) => id === params.permission);
      return ok({ ...done.value, handOver: found?.handedOver.at(-1)?.id ?? '' });
    },
  }),
];

const copiesOn = ({ handedOver }: Permission) =>
  handedOver.map(({ id, to, classes }) => ({ handOver: id, to: to ?? null, classes: [...classes] }));

function returnedOf(permission: Permission, tasks: readonly OfCase[], { pack, today }: Work) {
  const ids = tasksOf(permission);
  const own = tasks.filter(({ task }) => ids.includes(task));
  return {
    returned: own.flatMap(({ answers }) =>
      answers.map(({ done, classes, ground, at, by }) => ({
        done,
        classes: [...classes],
        ground: ground ?? null,
        at: at.toString(),
        by: by.name,
        team: by.team,
      })),
    ),
    notReturned: own.flatMap(({ open }) => [...open]),
    returnOverdue: own.some(({ open, since }) => open.length > 0 && isOverdue(since, today, pack)),
  };
}

function endOf({ ended }: Permission) {
  if (!ended) return null;
  const { returns, keeps } = ended.payload.process ?? {};
  const listed = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  return { at: ended.at.toString(), returns: listed(returns), keeps: listed(keeps) };
}

/** A refusal, which names no team. */
const exampleIn = (pack: Pack) => ({
  answer: 'refused',
  ...exampleSharing(pack),
  decider: pack.consent.deciders.find(({ path }) => path === 'adult')?.code,
  way: pack.consent.ways[0],
});
