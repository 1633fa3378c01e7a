/** Which kinds of recipient an organisation is, and so its teams: by the pack, from what it was registered as. */
import type { PlainDate } from '../pure/time.ts';
import type { Problem } from './files.ts';
import { firstRespondersOn } from './first-responders.ts';
import type { Pack } from './pack.ts';

/** What an organisation was registered as: codes of the pack. */
export interface Registered {
  readonly authority: string | undefined;
  readonly firstResponder: string | undefined;
  /** Kinds of recipient that it was named as, besides those that follow from the others. */
  readonly recipients: readonly string[];
}

/** Codes of recipients, in the pack's order. Whoever may not refer any more on that day is no first responder. */
export function recipientKinds(
  pack: Pick<Pack, 'consent' | 'firstResponders'>,
  { authority, firstResponder, recipients }: Registered,
  today: PlainDate,
): readonly string[] {
  const responds = firstResponder !== undefined && firstRespondersOn(pack, today).includes(firstResponder);
  const among = (codes: 'any' | readonly string[] | undefined, code: string | undefined) =>
    codes !== undefined && code !== undefined && (codes === 'any' || codes.includes(code));
  return pack.consent.recipients
    .filter(
      ({ code, of }) =>
        recipients.includes(code) ||
        among(of?.authorities, authority) ||
        among(of?.firstResponders, responds ? firstResponder : undefined),
    )
    .map(({ code }) => code);
}

const file = 'consent.yaml';

/** Organisations that the pack does not have, and a hand-over to teams of another kind than those that refer. */
export function findBrokenRecipients(
  pack: Pick<Pack, 'consent' | 'authorities' | 'firstResponders'>,
): Problem[] {
  const { recipients, handOver } = pack.consent;
  const known = {
    authorities: pack.authorities.map(({ code }) => code),
    firstResponders: (pack.firstResponders ?? []).map(({ code }) => code),
  };
  const problems = recipients.flatMap(({ of }, at) =>
    (['authorities', 'firstResponders'] as const).flatMap(kind => {
      const codes = of?.[kind];
      return (codes === undefined || codes === 'any' ? [] : codes)
        .filter(code => !known[kind].includes(code))
        .map(code => ({
          file,
          path: `recipients.${at}.of.${kind}`,
          message: `"${code}" is none of the pack's ${kind === 'authorities' ? 'authorities' : 'first responders'}`,
        }));
    }),
  );
  const asked = recipients.find(({ code }) => code === handOver?.recipient);
  if (asked && asked.of?.firstResponders !== 'any')
    problems.push({
      file,
      path: 'handOver.recipient',
      message: `"${asked.code}" is not what everybody is who may refer: its "of" must say "firstResponders: any"`,
    });
  return problems;
}
