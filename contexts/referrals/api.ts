import { z } from 'zod';
import { exampleAnswers } from '../../platform/forms/example.ts';
import { answersSchema } from '../../platform/forms/schema.ts';
import { routesFor, type AnyRoute } from '../../platform/http/route.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { listEntries } from '../../platform/ledger/read.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { ok } from '../../platform/pure/result.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { actions } from './access.ts';
import { submitReferral } from './commands.ts';
import { theForm } from './forms.ts';
import { listReferrals } from './queries.ts';

const { api } = routesFor(actions);

const received = z.object({
  reference: z.string().meta({
    description: 'The reference by which everybody names this referral',
    example: 'NRM-7KBC-9QXD-R4T',
  }),
});

/** Where a referral stands, as its responder may know it. */
const standing = z.object({
  reference: z.string(),
  stage: z.enum(['draft', 'submitted', 'decided']),
  submittedOn: z.string().nullable(),
  authority: z.string().nullable().meta({ description: 'Code of the authority that decides' }),
  aim: z
    .string()
    .nullable()
    .meta({ description: 'The day by which the authority aims to decide; null where it is not known' }),
  decision: z
    .object({
      kind: z.literal('reasonable-grounds'),
      outcome: z.enum(['positive', 'negative']),
      decidedOn: z.string(),
    })
    .nullable(),
});

const list = z.object({
  referrals: z.array(z.object({ reference: z.string(), stage: z.string(), openedAt: z.string() })),
  next: z
    .string()
    .nullable()
    .meta({ description: 'Give it as `before` for the next page; null on the last' }),
});

/** Whole referrals for other systems. The body is the pack's form. */
export function apiRoutes(pack: Pack): readonly AnyRoute[] {
  const form = theForm(pack);
  const today = () => Temporal.Now.plainDateISO(pack.timeZone);
  return [
    api('POST', '/api/v1/referrals', {
      access: 'referral:start',
      summary: 'Submit a whole referral',
      entry: ['draft-opened', 'referral-submitted'],
      body: answersSchema(form, pack, today),
      example: exampleAnswers(form, { pack, today }),
      response: received,
      handle: (work, { permit }, answers) => submitReferral(work, permit, answers),
    }),
    api('GET', '/api/v1/referrals/:reference', {
      access: 'referral:view',
      summary: 'Where a referral stands',
      entry: null,
      params: z.object({ reference: z.string() }),
      response: standing,
      handle: async (work, { permit }) => {
        const { record } = permit;
        await recordSight(work, [record.recordId], 'referral-read-by-api', ['process']);
        return ok(standingOf(record.reference, record.stage, await listEntries(work, record.recordId)));
      },
    }),
    api('GET', '/api/v1/referrals', {
      access: 'referral:list',
      summary: 'The referrals of your team, newest first',
      entry: null,
      query: z.object({ before: z.uuid().optional() }),
      response: list,
      handle: async (work, { query }) => {
        const { rows, next } = await listReferrals(work, query.before);
        return ok({
          referrals: rows.map(row => ({
            reference: row.reference,
            stage: row.stage,
            openedAt: row.openedAt.toISOString(),
          })),
          next: next ?? null,
        });
      },
    }),
  ];
}

function standingOf(
  reference: string,
  stage: string,
  entries: readonly StoredEntry[],
): z.input<typeof standing> {
  const sent = entries.find(entry => entry.type === 'referral-submitted')?.payload.process;
  const decided = entries.findLast(entry => entry.type === 'decision-recorded')?.payload.process;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    reference,
    stage: stage === 'decided' ? 'decided' : sent ? 'submitted' : 'draft',
    submittedOn: text(sent?.['submittedOn']),
    authority: text(sent?.['authority']),
    aim: text(sent?.['due']),
    decision: decided
      ? {
          kind: 'reasonable-grounds',
          outcome: decided['outcome'] === 'positive' ? 'positive' : 'negative',
          decidedOn: String(decided['decidedOn']),
        }
      : null,
  };
}
