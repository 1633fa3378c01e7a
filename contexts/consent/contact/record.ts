import type { Entry } from '../../../platform/ledger/entry.ts';
import type { ChannelKind } from '../../../platform/pack/consent-terms.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { areTimesSaid, isTimedChannel, type KnownContact } from './safe-contact.ts';
import { fault, type Given } from '../rules.ts';

export interface ContactSaid extends KnownContact {
  readonly expiresOn: PlainDate | undefined;
}

/**
 * Writes down how it is safe to reach a person. Nothing is sent: a change never announces itself on the old channel.
 * @param from of the form it may be left open when: then no time counts as safe, and the case says so
 */
export function recordContact(
  said: ContactSaid,
  given: Given,
  from: 'somebody' | 'form' = 'somebody',
): Result<Entry> {
  const { channels, lasts } = given.pack.consent;
  const kind = channels.find(({ code }) => code === said.channel)?.kind;
  const expiresOn = said.expiresOn ?? given.today.add({ days: lasts.contact });
  const days = given.today.until(expiresOn, { largestUnit: 'days' }).days;
  const needsTimes = from === 'somebody' && isTimedChannel(kind);
  const faults: readonly FieldError[] = [
    ...(kind ? [] : [fault('channel', 'error.not-an-option', 'contact')]),
    ...(kind && kind !== 'none' && kind !== 'unasked' && !said.address
      ? [fault('address', 'consent.error.address', 'contact')]
      : []),
    ...(needsTimes && said.days.length === 0 ? [fault('days', 'consent.error.days', 'contact')] : []),
    ...(said.fallback && said.fallback.name.trim() === ''
      ? [fault('fallbackName', 'consent.error.fallback', 'contact')]
      : []),
    ...(from === 'somebody' ? contradictions(said, kind) : []),
    ...(days < 0 ? [fault('expiresOn', 'consent.error.expiry-past', 'contact')] : []),
    ...(days > lasts.contact
      ? [{ ...fault('expiresOn', 'consent.error.expiry-late', 'contact'), values: { days: lasts.contact } }]
      : []),
  ];
  if (faults.length > 0) return refuse('invalid', faults);
  return ok({
    type: 'safe-contact-recorded',
    payload: {
      // In the class that everybody to whom the record is shown sees: that no way is safe is no secret from those
      // who could call or write.
      process: {
        expiresOn: expiresOn.toString(),
        fallback: said.fallback ? 'somebody' : 'none-safe',
        reach:
          kind === 'none'
            ? 'no-way'
            : kind === 'unasked'
              ? 'not-asked'
              : isTimedChannel(kind) && !areTimesSaid(said)
                ? 'no-times'
                : 'a-way',
        of: from,
      },
      contact: asJson(said),
    },
  });
}

/** Of two answers that cannot both be true one would be believed, and nobody knows which. */
const contradictions = (
  { letters, voicemail }: ContactSaid,
  kind: ChannelKind | undefined,
): readonly FieldError[] => [
  ...(kind === 'letter' && !letters ? [fault('letters', 'consent.error.letters-safe', 'contact')] : []),
  ...(kind === 'none' && letters ? [fault('letters', 'consent.error.letters-none', 'contact')] : []),
  ...(kind !== 'phone' && voicemail ? [fault('voicemail', 'consent.error.voicemail', 'contact')] : []),
];

const asJson = ({ expiresOn: _, fallback, days, asked, ...rest }: ContactSaid): JsonObject => ({
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  ...(asked?.language !== undefined && { languageAsked: asked.language }),
  ...(asked?.interpreter !== undefined && { interpreterAsked: asked.interpreter }),
  days: [...days],
  ...(fallback && { fallbackName: fallback.name, fallbackHow: fallback.how }),
});
