/** What a whole referral comes to, by every rule that it is held to, whether it is sent from a page, by a program or in a file. */
import { factsOf, whereAsked } from '../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../platform/forms/definition.ts';
import type { Entry } from '../../platform/ledger/entry.ts';
import type { JsonObject } from '../../platform/pure/json.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import { agreedToReferral, decidedForThem, firstContact } from '../consent/public.ts';
import { contactGiven } from './contact-given.ts';
import { theForm } from './forms.ts';
import type { Authors, Parties } from './model.ts';
import { chooseAuthority, openDraft, personTreatedAs, submit } from './rules.ts';

export interface Sending {
  readonly stage: string;
  /** Absent where one sender wrote all of it. */
  readonly authors?: Authors | undefined;
  /** Whose typing on which page is not sent with it. */
  readonly unsent?: readonly JsonObject[];
  /** Whether it was no draft before: then its first entry opens it. */
  readonly opens: boolean;
  /** The answers with everything sealed that the form marks; asked for once the rules that need no secret have agreed. */
  readonly seal: (form: FormDefinition) => Promise<Answers>;
  readonly partiesOf: (authority: string) => Promise<Parties | undefined>;
}

export interface Decided {
  readonly entries: readonly Entry[];
  /** The team for which work waits once they are written. */
  readonly authority: string;
}

/** Nothing is written by this. */
export async function decideSending(
  work: Work,
  answers: Answers,
  { stage, authors, unsent = [], opens, seal, partiesOf }: Sending,
): Promise<Result<Decided>> {
  const { pack, today } = work;
  const form = theForm(pack);
  const facts = factsOf(form, answers);
  const routed = chooseAuthority(pack, facts, today);
  if (!routed.ok) return routed;
  const parties = await partiesOf(routed.value.authority.code);
  if (!parties) return refuse('not-in-the-pack');
  const given = { pack, form, today, routed: routed.value, parties };
  const sealed = await seal(form);
  const entry = submit({ stage, answers: sealed, facts, authors, unsent }, given);
  if (!entry.ok) return entry;
  const ground = decidedForThem(facts, work);
  if (!ground.ok) return ground;
  const [team, consentGiven] = contactGiven(work);
  const { consent } = facts;
  const [asking = ''] = whereAsked(form, 'consent')?.split('.') ?? [];
  const as = personTreatedAs({ pack, form }, facts, today);
  if (!as.ok) return as;
  const agreed = agreedToReferral(
    { consent, as: as.value, said: answers[asking], authority: parties.authority },
    consentGiven,
  );
  if (!agreed.ok) return agreed;
  const contact = firstContact(answers, team, consentGiven);
  if (!contact.ok) return contact;
  const first = [agreed.value, ground.value, contact.value].filter(each => each !== undefined);
  return ok({
    entries: [...(opens ? [openDraft(parties)] : []), entry.value, ...first],
    authority: parties.authority,
  });
}
