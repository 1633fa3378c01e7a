import type { Facts } from '../../platform/forms/concepts.ts';
import { byClass, factsOf, whereAsked } from '../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../platform/forms/definition.ts';
import { submittable } from '../../platform/forms/journey.ts';
import type { Entry } from '../../platform/ledger/entry.ts';
import { dueOn } from '../../platform/pack/clock.ts';
import { consentRefusal, treatedAs, type TreatedAs } from '../../platform/pack/consent.ts';
import { spanOf } from '../../platform/pack/imprecise.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { protectionOf } from '../../platform/pack/protection.ts';
import { routeAuthority, type Routed } from '../../platform/pack/routing.ts';
import type { JsonObject } from '../../platform/pure/json.ts';
import { type FieldError, ok, refuse, type Result } from '../../platform/pure/result.ts';
import { ageOn, type PlainDate } from '../../platform/pure/time.ts';
import type { Authors, Parties, ReferralStage, ReferrerParties } from './model.ts';

type Move = 'save' | 'submit' | 'withdraw';
const moves: Readonly<Record<ReferralStage, readonly Move[]>> = {
  draft: ['save', 'submit'],
  submitted: ['withdraw'],
  decided: [],
  withdrawn: [],
  ended: [],
  notified: [],
};

export function refuseMove(stage: string, move: Move): Result<true> {
  const allowed: readonly Move[] = moves[stage as ReferralStage] ?? [];
  return allowed.includes(move) ? ok(true) : refuse('not-a-draft');
}

export const openDraft = ({ referrer, 'referrer-data-protection': watches }: ReferrerParties): Entry => ({
  type: 'draft-opened',
  payload: { process: { parties: { referrer, ...(watches && { 'referrer-data-protection': watches }) } } },
});

export interface Asking {
  readonly pack: Pack;
  readonly form: FormDefinition;
}

/**
 * As what the law treats the person: by the birth date where it settles that, else by what the responder said. A year
 * alone, or a month, settles it where the first and the last day that it may mean come to the same.
 */
export function personTreatedAs({ pack, form }: Asking, facts: Facts, today: PlainDate): Result<TreatedAs> {
  const said = facts.ageStatus ?? 'not-known';
  const asked = { nation: facts.nation ?? null, on: today };
  const bySaid = treatedAs(pack, { status: said }, asked);
  if (!bySaid.ok) return refuse('not-in-the-pack');
  const ages = agesOn(facts.birthDate, today).map(age => treatedAs(pack, { age }, asked));
  const [byBirth = bySaid, ...others] = ages;
  if (!byBirth.ok) return refuse('not-in-the-pack');
  if (others.some(other => !other.ok || other.value !== byBirth.value)) return bySaid;
  // A birth date and an answer that differ are settled by people, before anything is sent; one that "not known" was
  // answered to as well, since what follows from being an adult, consent above all, would otherwise never be asked.
  if (facts.ageStatus !== undefined && byBirth.value !== bySaid.value)
    return refuse('invalid', [
      {
        field: whereAsked(form, 'birth-date') ?? '',
        // Where the form asks about a dispute, both dates have a place there: nobody is made to choose one.
        message:
          byBirth.value === 'adult' && whereAsked(form, 'age-decided') !== undefined
            ? 'referral.error.birth-date-disputed'
            : 'referral.error.age-and-birth-date-differ',
      },
    ]);
  return byBirth;
}

/** Where the birth date is asked, while it and the answer about age contradict each other, and what is said of it then. */
export function ageDiffers(asking: Asking, answers: Answers, today: PlainDate): FieldError | undefined {
  const as = personTreatedAs(asking, factsOf(asking.form, submittable(asking.form, answers)), today);
  return as.ok ? undefined : as.error.fields?.[0];
}

/** The greatest and the least age that a birth date allows, in years; nobody is born after today. */
function agesOn(birthDate: string | undefined, today: PlainDate): readonly number[] {
  const span = birthDate === undefined ? undefined : spanOf(birthDate);
  if (!span) return [];
  return [ageOn(span.first, today), Math.max(0, ageOn(span.last, today))];
}

/**
 * Refuses a birth date that contradicts the answer about age, on the page that asks for the date. The page that asks
 * about age never refuses: with both refusing, two wrong answers could not be put right one after the other.
 */
export function refuseStep(
  asking: Asking,
  answers: Answers,
  { step, today }: { readonly step: string; readonly today: PlainDate },
): Result<true> {
  const facts = factsOf(asking.form, submittable(asking.form, answers));
  const as = personTreatedAs(asking, facts, today);
  // What follows a refusal hangs on the age, so that is settled first.
  const consent = whereAsked(asking.form, 'consent');
  if (!as.ok && as.error.fields && facts.consent === 'refused' && consent?.startsWith(`${step}.`))
    return refuse('invalid', [{ field: consent, message: 'referral.error.age-and-birth-date-differ' }]);
  const decided = refuseDecidedAge(asking, facts, as);
  if (!decided.ok && decided.error.fields?.some(({ field }) => field.startsWith(`${step}.`))) return decided;
  const capable = refuseCapacityOfChild(asking, facts, as);
  if (!capable.ok && consent?.startsWith(`${step}.`)) return capable;
  const isHere = !as.ok && as.error.fields?.some(({ field }) => field.startsWith(`${step}.`));
  return isHere ? as : ok(true);
}

/**
 * Whoever is treated as a child stays so until their age is lawfully decided. Once it is, the answer about age has to say
 * so: what follows from being an adult, consent above all, would otherwise never be asked.
 */
function refuseDecidedAge({ form }: Asking, { ageDecided }: Facts, as: Result<TreatedAs>): Result<true> {
  const field = whereAsked(form, 'age-decided');
  return as.ok && as.value === 'child' && ageDecided === 'adult' && field !== undefined
    ? refuse('invalid', [{ field, message: 'referral.error.age-decided' }])
    : ok(true);
}

/** Only of an adult is it decided whether they have the capacity to: for a child those decide whom the pack names. */
function refuseCapacityOfChild({ form }: Asking, { consent }: Facts, as: Result<TreatedAs>): Result<true> {
  const field = whereAsked(form, 'consent');
  return as.ok && as.value === 'child' && consent === 'without-capacity' && field !== undefined
    ? refuse('invalid', [{ field, message: 'referral.error.capacity-of-a-child' }])
    : ok(true);
}

/** Whether the person refused what the law asks them to agree to first. Before they were asked, nothing stands in the way. */
export function needsConsentFirst(asking: Asking, facts: Facts, today: PlainDate): boolean {
  const { pack } = asking;
  if (facts.consent !== 'refused') return false;
  const as = personTreatedAs(asking, facts, today);
  if (!as.ok) return false;
  const refusal = consentRefusal(pack, as.value, facts.consent, { nation: facts.nation ?? null, on: today });
  return refusal.ok && refusal.value === 'consent-missing';
}

export function chooseAuthority(pack: Pack, facts: Facts, today: PlainDate): Result<Routed> {
  const routed = routeAuthority(pack, {
    nation: facts.nation ?? null,
    circumstances: facts.circumstances,
    on: today,
  });
  return routed.ok ? routed : refuse('not-in-the-pack');
}

/** A complete referral becomes a case of the authority: the entry carries every answer under its own data class. */
export function submit(
  referral: {
    readonly stage: string;
    readonly answers: Answers;
    readonly facts: Facts;
    /** Absent where one sender wrote all of it. */
    readonly authors?: Authors | undefined;
    /** Whose typing on which page is not sent with it: they are told. */
    readonly unsent?: readonly JsonObject[];
  },
  given: {
    readonly pack: Pack;
    readonly form: FormDefinition;
    readonly today: PlainDate;
    readonly routed: Routed;
    readonly parties: Parties;
  },
): Result<Entry> {
  const { pack, form, today, routed, parties } = given;
  const { facts } = referral;
  const move = refuseMove(referral.stage, 'submit');
  if (!move.ok) return move;
  const as = personTreatedAs({ pack, form }, facts, today);
  if (!as.ok) return as;
  const decided = refuseDecidedAge({ pack, form }, facts, as);
  if (!decided.ok) return decided;
  const consent = consentRefusal(pack, as.value, facts.consent ?? 'not-asked', {
    nation: facts.nation ?? null,
    on: today,
  });
  if (!consent.ok) return refuse('not-in-the-pack');
  if (consent.value) return refuse(consent.value, consentField(form));
  const due = dueOn(pack, 'rg.target', facts.nation ?? null, today);
  const { process = {}, ...classes } = byClass(form, referral.answers);
  const payload = Object.fromEntries(Object.entries(classes).map(([name, answers]) => [name, { answers }]));
  return ok({
    type: 'referral-submitted',
    payload: {
      ...payload,
      process: {
        answers: process,
        form: form.id,
        nation: facts.nation ?? null,
        treatedAs: as.value,
        urgency: [...facts.urgency],
        submittedOn: today.toString(),
        authority: routed.authority.code,
        routedBy: routed.rule.id,
        protection: protectionOf(pack, form, referral.answers, {
          nation: facts.nation ?? null,
          on: today,
        }).map(each => ({ ...each })),
        due: due.ok ? due.value.on.toString() : null,
        parties: { ...parties },
        ...(referral.unsent?.length && { unsent: [...referral.unsent] }),
        ...(referral.authors && { answered: authorsOf(referral.authors, referral.answers) }),
      },
    },
  });
}

/** Of steps that are sent; what was kept aside stays in the draft. */
const authorsOf = (authors: Authors, answers: Answers): Authors =>
  Object.fromEntries(Object.entries(authors).filter(([step]) => Object.hasOwn(answers, step)));

/** The question that a missing consent is about, so that whoever sends knows where to look. */
const consentField = (form: FormDefinition): readonly FieldError[] =>
  form.steps.flatMap(step =>
    step.fields
      .filter(field => field.concept === 'consent')
      .map(field => ({ field: `${step.id}.${field.id}`, message: 'refusal.consent-missing.what-to-do' })),
  );
