import { z } from 'zod';
import type { Answers } from '../../../platform/forms/definition.ts';
import { type AnyRoute, routesFor } from '../../../platform/http/route.ts';
import { dataClasses } from '../../../platform/pure/classes.ts';
import { ok } from '../../../platform/pure/result.ts';
import { parseDate } from '../../../platform/pure/time.ts';
import { howAgreed, howAgreedIn } from '../../consent/public.ts';
import { actions } from '../access.ts';
import { acceptHandOver, askToTakeOver, declineHandOver, takeBackHandOver } from './commands.ts';
import { askingOf, seeAsking, seeHandOver } from './loaders.ts';

const { api } = routesFor(actions);
const byReference = z.object({ reference: z.string() });
const received = z.object({ reference: z.string() });
const text = z.string().max(60);

const state = z.object({
  reference: z.string(),
  state: z.enum(['asked', 'accepted', 'declined', 'taken-back']),
  side: z.enum(['asked', 'handing']).meta({ description: 'Whether your team was asked, or asks' }),
  to: z.string(),
  reason: z.string(),
  declined: z.string().nullable().meta({ description: 'Why it was declined; a code of the pack' }),
  nation: z.string().nullable(),
  urgency: z.array(z.string()),
  draft: z
    .object({
      seen: z.string().meta({ description: 'Send it with your answer: it says which state you looked at' }),
      answers: z.record(z.string(), z.record(z.string(), z.unknown())),
    })
    .nullable()
    .meta({ description: 'What the person agreed that your team sees; null where nothing is shown' }),
});

/** The same as the pages: by the same commands, under the same grants. */
export const handOverApi: readonly AnyRoute[] = [
  api('GET', '/api/v1/referrals/:reference/hand-over', {
    access: 'hand-over:ask',
    summary: 'Which teams a draft can be handed over to, and what has to be said',
    entry: null,
    params: byReference,
    response: z.object({
      treatedAs: z.enum(['adult', 'child']),
      teams: z.array(z.object({ id: z.string(), name: z.string() })),
      reasons: z.array(z.string()),
      classes: z.array(z.string()),
      deciders: z.array(z.string()).nullable().meta({
        description: 'Who may decide for an adult who lacks the capacity to; null where the person decides',
      }),
    }),
    handle: async (work, asked) => {
      const asking = await askingOf(work, asked);
      if (!asking.ok) return asking;
      await seeAsking(work, asked.permit.record.recordId);
      const { treatedAs, teams, classes, deciders } = asking.value;
      const reasons = (work.pack.consent.handOver?.reasons ?? []).map(({ code }) => code);
      return ok({
        treatedAs,
        teams: teams.map(({ id, name }) => ({ id, name })),
        reasons,
        classes: [...classes],
        deciders: deciders ? [...deciders] : null,
      });
    },
  }),
  api('POST', '/api/v1/referrals/:reference/hand-over', {
    access: 'hand-over:ask',
    summary: 'Ask another team to take a draft over and refer',
    entry: ['hand-over-asked', 'consent-given', 'override-asked', 'override-decided'],
    params: byReference,
    body: z.strictObject({
      reason: text,
      team: z.uuid(),
      consent: z
        .enum(['given', 'refused'])
        .optional()
        .meta({ description: 'Of an adult: whether they agree that this team sees what they said' }),
      way: text.default(''),
      decider: text
        .optional()
        .meta({ description: 'Of an adult who lacks the capacity to decide: who decided for them' }),
      language: z
        .enum(howAgreed.language)
        .optional()
        .meta({ description: 'Whether it was the person’s own' }),
      interpreter: z.enum(howAgreed.interpreter).optional(),
      witness: z.enum(howAgreed.witness).optional(),
      expiresOn: z.iso.date().optional().meta({ description: 'The last day; else as long as the pack says' }),
      classes: z.array(z.enum(dataClasses)).max(12).default([]),
    }),
    example: { reason: 'no-capacity', team: '00000000-0000-4000-8000-000000000000', consent: 'refused' },
    response: received,
    handle: (work, { permit }, { consent, expiresOn = '', ...asked }) =>
      askToTakeOver(work, permit, {
        ...asked,
        consent,
        how: howAgreedIn(asked),
        expiresOn: parseDate(expiresOn),
      }),
  }),
  api('GET', '/api/v1/hand-overs/:reference', {
    access: 'hand-over:view',
    summary: 'Where a hand-over stands and, for the team that is asked, what the person agreed that it sees',
    entry: null,
    params: byReference,
    response: state,
    handle: async (work, { permit }) => {
      const seen = await seeHandOver(work, permit.record);
      if (!seen.ok) return seen;
      const { handOver, shown, entries } = seen.value;
      const said = entries.find(({ type }) => type === 'hand-over-asked')?.payload.process ?? {};
      const no = entries.find(({ type }) => type === 'hand-over-declined')?.payload.process?.['reason'];
      return ok({
        reference: permit.record.reference,
        state: state.shape.state.parse(permit.record.stage),
        side: work.viewer.team.id === handOver.asked ? 'asked' : 'handing',
        to: String(said['to']),
        reason: String(said['reason']),
        declined: typeof no === 'string' ? no : null,
        nation: typeof said['nation'] === 'string' ? said['nation'] : null,
        urgency: Array.isArray(said['urgency']) ? said['urgency'].map(String) : [],
        draft: shown ? { seen: shown.savedAt, answers: copied(shown.answers) } : null,
      });
    },
  }),
  api('POST', '/api/v1/hand-overs/:reference/answer', {
    access: 'hand-over:answer',
    summary: 'Take a draft over, or decline; taking over answers the reference of your team’s new draft',
    entry: ['draft-opened', 'draft-ended', 'hand-over-accepted', 'hand-over-declined', 'sharing-ended'],
    params: byReference,
    body: z.discriminatedUnion('answer', [
      z.strictObject({ answer: z.literal('accept'), seen: z.string().max(40).default('') }),
      z.strictObject({ answer: z.literal('decline'), reason: text }),
    ]),
    example: { answer: 'decline', reason: 'no-capacity' },
    response: received,
    handle: (work, { permit }, said) =>
      said.answer === 'accept'
        ? acceptHandOver(work, permit, said.seen)
        : declineHandOver(work, permit, said.reason),
  }),
  api('POST', '/api/v1/hand-overs/:reference/take-back', {
    access: 'hand-over:take-back',
    summary: 'Take a hand-over back that was not answered',
    entry: ['hand-over-taken-back', 'sharing-ended'],
    params: byReference,
    body: z.strictObject({}),
    example: {},
    response: received,
    handle: (work, { permit }) => takeBackHandOver(work, permit),
  }),
];

const copied = (answers: Answers) =>
  Object.fromEntries(Object.entries(answers).map(([step, held]) => [step, { ...held }]));
