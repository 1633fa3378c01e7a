import { z } from 'zod';
import { exampleAnswers } from '../../platform/forms/example.ts';
import { answersSchema } from '../../platform/forms/schema.ts';
import { routesFor, type AnyRoute } from '../../platform/http/route.ts';
import { apiWarning } from '../../platform/http/warnings.ts';
import { findRecord } from '../../platform/access/permit.ts';
import { contactWarningsTold } from '../consent/public.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { listEntries } from '../../platform/ledger/read.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import type { FormDefinition } from '../../platform/forms/definition.ts';
import { coreRules } from '../../platform/pack/core-rules.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { ok, refuse } from '../../platform/pure/result.ts';
import { Temporal } from '../../platform/pure/time.ts';
import type { RecordFacts } from '../../platform/access/record.ts';
import type { Work } from '../../platform/work.ts';
import { actions } from './access.ts';
import { instantOf, keepingOf, putAwayBefore } from './draft/keeping.ts';
import { protectionIn } from './draft/protection.ts';
import { submitReferral } from './commands.ts';
import { theForm } from './forms.ts';
import { isHandOver } from './handing-over/rules.ts';
import { submitNotice } from './notice/commands.ts';
import { listReferrals } from './queries.ts';
import { listSameSituation } from './situation/store.ts';

const { api } = routesFor(actions);

const received = z.object({
  reference: z.string().meta({
    description: 'The reference by which everybody names this referral',
    example: 'NRM-7KBC-9QXD-R4T',
  }),
});

const warnings = z.array(apiWarning).meta({
  description: 'How it is safe to reach the person: to be shown before anything else, the loudest first',
});
const sent = received.extend({ warnings });

/** Where a referral stands, as its responder may know it. */
const standing = z.object({
  reference: z.string(),
  stage: z.enum(['draft', 'ended', 'submitted', 'decided', 'withdrawn']),
  submittedOn: z.string().nullable(),
  authority: z.string().nullable().meta({ description: 'Code of the authority that decides' }),
  aim: z.string().nullable().meta({
    description:
      'The day by which the authority aims to decide; null where it is not known, or nobody decides any more',
  }),
  decision: z
    .object({
      kind: z.literal('reasonable-grounds'),
      outcome: z.enum(['positive', 'negative']),
      decidedOn: z.string(),
    })
    .nullable(),
  sameSituation: z.array(z.string()).meta({
    description: 'Other referrals from the same situation, of which you may see the account as of this one',
  }),
  protection: z
    .array(
      z.object({
        step: z.string().meta({ description: 'The step of the form that asks for it' }),
        task: z.string(),
        is: z.enum(['due', 'ask', 'done']),
        dueOn: z.string().nullable(),
      }),
    )
    .meta({ description: 'What has to be done to protect somebody, and whether it is confirmed' }),
});

const list = z.object({
  referrals: z.array(
    z.object({
      reference: z.string(),
      stage: z.string(),
      openedAt: z.string(),
      draft: z
        .object({
          savedAt: z.string(),
          is: z.enum(['kept', 'warned', 'put-away']),
          putAwayOn: z.string().nullable().meta({
            description: 'The day on which it is put away, or was; null where that is not near',
          }),
        })
        .nullable()
        .meta({ description: 'Of what is not sent yet; null of all else. What is put away loses nothing' }),
      warnings,
    }),
  ),
  next: z
    .string()
    .nullable()
    .meta({ description: 'Give it as `before` for the next page; null on the last' }),
});

/** Whole referrals for other systems. The body is the pack's form. */
export function apiRoutes(pack: Pack): readonly AnyRoute[] {
  const form = theForm(pack);
  const notice = noticeFormOf(pack);
  const today = () => Temporal.Now.plainDateISO(pack.timeZone);
  return [
    api('POST', '/api/v1/referrals', {
      access: 'referral:start',
      summary: 'Submit a whole referral',
      entry: [
        'draft-opened',
        'referral-submitted',
        'consent-given',
        'decided-without-capacity',
        'safe-contact-recorded',
      ],
      body: answersSchema(form, pack, today),
      example: exampleAnswers(form, { pack, today }),
      response: sent,
      handle: async (work, { permit, words }, answers) => {
        const done = await submitReferral(work, permit, answers);
        if (!done.ok) return done;
        const record = await findRecord(work, done.value.reference);
        const told = await contactWarningsTold(work, record ? [record.recordId] : [], words);
        return ok({ ...done.value, warnings: told(record?.recordId ?? '') });
      },
    }),
    ...(notice === undefined
      ? []
      : [
          api('POST', '/api/v1/notices', {
            access: 'referral:start',
            summary: 'Notify that an adult was met who does not agree to be referred',
            entry: 'duty-to-notify-sent',
            body: z.strictObject({
              nation: z.enum(pack.nations.map(({ code }) => code)),
              answers: answersSchema(notice, pack, today),
              confirmed: z
                .array(z.string().regex(/^[A-Za-z0-9]{1,64}\.[A-Za-z0-9]{1,64}\.\d{1,6}\.\d{1,6}$/))
                .max(500)
                .optional()
                .meta({
                  description:
                    'Places of texts that look as if they told who or where the person is, at which somebody looked and found that they do not: each `place` of the errors, for example `account.statement.14.8`, in UTF-16 units',
                }),
            }),
            example: {
              nation: noticeNationOf(pack),
              answers: exampleAnswers(notice, { pack, today }),
            },
            response: received,
            handle: (work, { permit }, sent) => submitNotice(work, permit, sent),
          }),
        ]),
    api('GET', '/api/v1/referrals/:reference', {
      access: 'referral:view',
      summary: 'Where a referral stands',
      entry: null,
      params: z.object({ reference: z.string() }),
      response: standing,
      handle: async (work, { permit }) => {
        const { record } = permit;
        if (record.stage === 'notified' || isHandOver(record.stage)) return refuse('not-found');
        const sameSituation = await listSameSituation(work, record.recordId);
        await recordSight(work, [record.recordId], 'referral-read-by-api', ['process']);
        return ok({ ...standingOf(work, record, await listEntries(work, record.recordId)), sameSituation });
      },
    }),
    api('GET', '/api/v1/referrals', {
      access: 'referral:list',
      summary: 'The referrals of your team, newest first',
      entry: null,
      query: z.object({
        before: z.uuid().optional(),
        event: z
          .uuid()
          .optional()
          .meta({ description: 'Only the referral of this event, of which a webhook told' }),
        drafts: z.enum(['current', 'put-away']).optional().meta({
          description:
            'Without the drafts that were put away, or they alone; all of them where it is not said',
        }),
      }),
      response: list,
      handle: async (work, { query, words }) => {
        const cutoff = query.drafts && putAwayBefore(work);
        // Where the pack puts no draft away, there is none.
        if (query.drafts === 'put-away' && !cutoff) return ok({ referrals: [], next: null });
        const only = query.drafts === 'put-away';
        const { rows, next } = await listReferrals(
          work,
          query.before,
          cutoff && { before: cutoff, only },
          query.event,
        );
        const told = await contactWarningsTold(
          work,
          rows.map(({ recordId }) => recordId),
          words,
        );
        return ok({
          referrals: rows.map(row => ({
            reference: row.reference,
            stage: row.stage,
            openedAt: row.openedAt.toISOString(),
            draft: row.saved && row.stage === 'draft' ? draftOf(row.saved.at, work) : null,
            warnings: told(row.recordId),
          })),
          next: next ?? null,
        });
      },
    }),
  ];
}

function draftOf(savedAt: Date, work: Pick<Work, 'pack' | 'today'>) {
  const keeping = keepingOf(instantOf(savedAt), work);
  const on =
    keeping.is === 'warned' ? keeping.putAwayOn : keeping.is === 'put-away' ? keeping.since : undefined;
  return { savedAt: savedAt.toISOString(), is: keeping.is, putAwayOn: on?.toString() ?? null };
}

/** The form of the notice, and a nation that has the duty; undefined where no nation does. */
const dutyRuleOf = ({ rules }: Pack) =>
  rules.find(rule => rule.id === 'dtn.duty' && rule.status === 'in-force');
const noticeFormOf = (pack: Pack): FormDefinition | undefined => {
  const rule = dutyRuleOf(pack);
  return rule && pack.forms[coreRules['dtn.duty'].parse(rule.value).form];
};
const noticeNationOf = (pack: Pack): string => dutyRuleOf(pack)?.nations?.[0] ?? pack.nations[0]?.code ?? '';

function standingOf(
  { pack }: Pick<Work, 'pack'>,
  { reference, stage }: Pick<RecordFacts, 'reference' | 'stage'>,
  entries: readonly StoredEntry[],
): Omit<z.input<typeof standing>, 'sameSituation'> {
  const sent = entries.find(entry => entry.type === 'referral-submitted')?.payload.process;
  const decided = entries.findLast(entry => entry.type === 'decision-recorded')?.payload.process;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    reference,
    stage:
      stage === 'decided' || stage === 'ended' || stage === 'withdrawn'
        ? stage
        : sent
          ? 'submitted'
          : 'draft',
    submittedOn: text(sent?.['submittedOn']),
    authority: text(sent?.['authority']),
    aim: stage === 'withdrawn' ? null : text(sent?.['due']),
    decision: decided
      ? {
          kind: 'reasonable-grounds',
          outcome: decided['outcome'] === 'positive' ? 'positive' : 'negative',
          decidedOn: String(decided['decidedOn']),
        }
      : null,
    protection: protectionIn(entries).map(({ task, is, dueOn = null }) => ({
      step: pack.protection.find(({ id }) => id === task)?.step ?? '',
      task,
      is,
      dueOn,
    })),
  };
}
