import type { AnswerSection } from '../../../platform/forms/summary.ts';
import type { FormDefinition } from '../../../platform/forms/definition.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { formatDate } from '../../../platform/text/format.ts';
import type { SummaryListOptions } from '../../../platform/views/components.generated.ts';
import { type ContactFacts, type ContactWarning, isPastOn, standsOn, warningsOf } from './safe-contact.ts';
import { foldConsent } from '../model.ts';
import { contactList, pastList } from '../views.ts';

/** How it is safe to reach a person now, as the reader of these entries may see it: for pages, copies and exports alike. */
export interface ContactNow {
  readonly heading: string;
  readonly codes: readonly ContactWarning[];
  /** What must be said before anything else, the loudest first. */
  readonly warnings: readonly string[];
  /** Undefined where nothing is recorded, or the reader does not hold the class `contact`. Of what counts no longer it says so, and whom to turn to. */
  readonly list: SummaryListOptions | undefined;
  /** What stands above a page that asks these questions again, with the answers in it; undefined while they count. */
  readonly noteOn: (form: FormDefinition, step: string) => string | undefined;
  /** The referral's answers, as far as they say how to reach the person, with what they are worth now. */
  readonly mark: (sections: readonly AnswerSection[], form: FormDefinition) => readonly AnswerSection[];
  /** Whether what was recorded last is what the referral said, and nothing since: also that there is no safe way. */
  readonly isAsSaid: boolean;
  /** Whether an answer of the referral no longer says how to reach the person. */
  readonly isPast: (form: FormDefinition, step: string, field: string) => boolean;
}

/** @param isPastDay of what was known on an earlier day nothing says how anybody is reached */
export function contactNow(
  entries: readonly StoredEntry[],
  today: PlainDate,
  speaking: Speaking,
  isPastDay = false,
): ContactNow {
  const { contact } = foldConsent(entries);
  const codes = warningsOf(contact, today);
  const stands = !isPastDay && answersStand(contact, today);
  const isPast = (form: FormDefinition, step: string, field: string) =>
    !stands && saysHowToReach(form, speaking.pack, step, field);
  return {
    heading: speaking.words('consent.contact.now'),
    codes,
    warnings: codes.map(name => speaking.words(`consent.warning.${name}`)),
    list: contact?.known && (isPastOn(contact, today) ? pastList : contactList)(contact, speaking),
    isAsSaid: contact?.isOfForm === true,
    isPast,
    noteOn: (form, id) =>
      form.steps.some(step => step.id === id && step.fields.some(field => isPast(form, id, field.id)))
        ? speaking.words('consent.contact.said-title', { on: saidOn(entries, id, speaking) })
        : undefined,
    mark: (sections, form) => sections.map(each => marked(each, entries, form, isPast, speaking)),
  };
}

/** Only while nothing was recorded, corrected or refused since, and it has not run out. */
const answersStand = (contact: ContactFacts | undefined, today: PlainDate): boolean =>
  contact?.isOfForm === true && standsOn(contact, today);

/** Whoever was spoken to about the person, or refers them, is reached as they say: the pack names the person's own steps. */
function saysHowToReach(
  { steps }: FormDefinition,
  { consent }: Pick<Pack, 'consent'>,
  stepId: string,
  fieldId: string,
): boolean {
  if (consent.firstContact?.step !== stepId && !consent.reachedBy?.includes(stepId)) return false;
  const field = steps.find(({ id }) => id === stepId)?.fields.find(({ id }) => id === fieldId);
  return field?.class === 'contact';
}

/** Each line says it, so that nobody who reads one alone calls by it. */
function marked(
  section: AnswerSection,
  entries: readonly StoredEntry[],
  form: FormDefinition,
  isPast: ContactNow['isPast'],
  speaking: Speaking,
): AnswerSection {
  const { step, rows } = section;
  if (!rows.some(({ field }) => isPast(form, step, field))) return section;
  const { words } = speaking;
  const on = saidOn(entries, step, speaking);
  return {
    ...section,
    title: words('consent.contact.said-title', { on }),
    rows: rows.map(row =>
      isPast(form, step, row.field)
        ? { ...row, question: words('consent.contact.said', { on, question: row.question }) }
        : row,
    ),
  };
}

function saidOn(entries: readonly StoredEntry[], step: string, { language, pack }: Speaking): string {
  const said = entries.findLast(({ payload }) => {
    const answers = payload.contact?.['answers'] as JsonObject | undefined;
    return answers?.[step] !== undefined;
  });
  return said ? formatDate(said.at.toZonedDateTimeISO(pack.timeZone).toPlainDate(), language) : '';
}
