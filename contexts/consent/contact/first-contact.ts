import type { Answers } from '../../../platform/forms/definition.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import { ok, type Result } from '../../../platform/pure/result.ts';
import { contactIn } from '../read.ts';
import { recordContact } from './record.ts';
import type { Given } from '../rules.ts';

/**
 * The first safe contact, out of what the referral's form says. Whom to turn to is always recorded: the team that refers,
 * unless the form names somebody or says that nobody is safe. In which language to speak comes with it. Days and hours that were not said are not made up: until
 * somebody asks, no time is safe. Undefined where the pack's form does not ask.
 */
export function firstContact(answers: Answers, team: string, given: Given): Result<Entry | undefined> {
  const asked = given.pack.consent.firstContact;
  const said = asked && answers[asked.step];
  if (!asked || !said) return ok(undefined);
  const { fallback, ...contact } = contactIn(said);
  const way = said[asked.way];
  const address = asked.address.map(field => said[field]).find(value => typeof value === 'string');
  return recordContact(
    {
      ...contact,
      channel: typeof way === 'string' ? (asked.ways[way] ?? way) : '',
      address: typeof address === 'string' ? address : undefined,
      fallback:
        said['fallback'] === 'none-safe'
          ? undefined
          : { name: fallback?.name || team, how: fallback?.how ?? '' },
      expiresOn: undefined,
      asked: {
        language: answerAt(answers, asked.language),
        interpreter: answerAt(answers, asked.interpreter),
      },
    },
    given,
    'form',
  );
}

/** An answer at `step.field`, in its code; undefined where the pack names no such question, or nobody answered it. */
function answerAt(answers: Answers, path: string | undefined): string | undefined {
  const [step = '', field = ''] = path?.split('.') ?? [];
  const answer = answers[step]?.[field];
  return typeof answer === 'string' ? answer : undefined;
}
