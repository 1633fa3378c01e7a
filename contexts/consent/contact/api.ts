/** How it is safe to reach a person, for other systems. */
import { z } from 'zod';
import { type AnyRoute, routesFor } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { ok } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { actions } from '../access.ts';
import { bodyOf, unprefixed } from '../api-forms.ts';
import { saveContact } from '../commands.ts';
import { formFor } from '../loaders.ts';
import { readAnswers } from '../forms.ts';
import { findConsents } from '../queries.ts';
import { contactIn } from '../read.ts';
import { fallbackOf, isPastOn, type KnownContact, type SafeContact, standsOn } from './safe-contact.ts';

const { api } = routesFor(actions);
const byReference = z.object({ reference: z.string() });
const text = z.string().nullable();

const told = z.object({
  reference: z.string(),
  recorded: z.boolean().meta({ description: 'Whether anything was recorded' }),
  counts: z.boolean().meta({
    description:
      'Whether it may be used: false where no way is safe, it was not said when, it ran out, or what it rests on was corrected',
  }),
  expiresOn: text.meta({ description: 'The last day on which it counts' }),
  contact: z
    .object({
      channel: text.meta({ description: 'null where what was recorded counts no longer' }),
      address: text.meta({
        description:
          'A number, an address, or through whom; null while it does not count, whatever was recorded',
      }),
      days: z.array(z.string()),
      from: text,
      to: text,
      codeWord: text,
      sharedWith: text,
      voicemail: z
        .boolean()
        .nullable()
        .meta({ description: 'null where nobody said it: it is not safe then' }),
      letters: z.boolean().nullable().meta({ description: 'null where nobody said it: none is safe then' }),
      language: text.meta({ description: 'In words, or as the referral’s form has it, its code' }),
      interpreter: text,
      note: text.meta({ description: 'To be read by a person before anybody is reached' }),
      fallback: z.object({ name: z.string(), how: z.string() }).nullable(),
    })
    .nullable()
    .meta({
      description:
        'null where nothing is recorded, or you do not hold the class contact. Of what was corrected since, or ran out, whom to turn to alone',
    }),
});

export const contactApi = (pack: Pack): readonly AnyRoute[] => [
  api('GET', '/api/v1/referrals/:reference/contact', {
    access: 'contact:view',
    summary: 'How it is safe to reach the person now, and when',
    entry: null,
    params: byReference,
    response: told,
    handle: async (work, { permit }) => {
      const { recordId, reference } = permit.record;
      const { contact } = await findConsents(work, recordId);
      const shown = contact?.known ? (['process', 'contact'] as const) : (['process'] as const);
      await recordSight(work, [recordId], 'safe-contact-seen', shown);
      return ok(toldOf(reference, contact, work.today));
    },
  }),
  api('POST', '/api/v1/referrals/:reference/contact', {
    access: 'contact:record',
    summary: 'Record how it is safe to reach the person, in place of what was safe before. Nobody is told',
    entry: 'safe-contact-recorded',
    params: byReference,
    body: bodyOf(pack, 'contact'),
    example: exampleIn(pack),
    response: z.object({ reference: z.string() }),
    handle: async (work, { permit, words }, said) => {
      const asked = await formFor(work, words, permit.record, 'contact');
      const read = readAnswers(asked, 'contact', said, work.today);
      return unprefixed(read.ok ? await saveContact(work, permit, contactIn(read.value)) : read);
    },
  }),
];

function toldOf(reference: string, contact: SafeContact | undefined, today: PlainDate): z.input<typeof told> {
  const isPast = contact !== undefined && isPastOn(contact, today);
  const known = contact?.known && (isPast ? nothingBut(fallbackOf(contact)) : contact.known);
  // Silence about days and hours makes none of them safe (safe-contact.ts), also of what was written down before that was said.
  const counts = contact !== undefined && standsOn(contact, today) && !contact.lacksTimes;
  return {
    reference,
    recorded: contact !== undefined,
    counts,
    expiresOn: contact?.expiresOn ?? null,
    contact: known
      ? {
          channel: isPast ? null : known.channel,
          address: counts ? (known.address ?? null) : null,
          days: [...known.days],
          from: known.from ?? null,
          to: known.to ?? null,
          codeWord: known.codeWord ?? null,
          sharedWith: known.sharedWith ?? null,
          voicemail: known.voicemail ?? null,
          letters: known.letters ?? null,
          language: known.language ?? known.asked?.language ?? null,
          interpreter: known.interpreter ?? known.asked?.interpreter ?? null,
          note: known.note ?? null,
          fallback: known.fallback ?? null,
        }
      : null,
  };
}

/** A program would use the rest, and reads no warning. */
const nothingBut = (fallback: KnownContact['fallback']): KnownContact => ({
  channel: '',
  address: undefined,
  days: [],
  from: undefined,
  to: undefined,
  codeWord: undefined,
  sharedWith: undefined,
  voicemail: undefined,
  letters: undefined,
  language: undefined,
  interpreter: undefined,
  note: undefined,
  fallback,
});

/** Of the pack's channels one that needs least. */
const exampleIn = ({ consent }: Pack) => ({
  channel: consent.channels.find(({ kind }) => kind === 'none')?.code,
  letters: 'no',
  fallback: 'somebody',
  fallbackName: 'Ada of the harbour house',
  fallbackHow: 'Ring the house.',
});
