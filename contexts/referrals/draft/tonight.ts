import { factsOf } from '../../../platform/forms/concepts.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import type { FormDefinition } from '../../../platform/forms/definition.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { Nation } from '../../../platform/pack/pack.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { parseDate } from '../../../platform/pure/time.ts';
import { formatDate } from '../../../platform/text/format.ts';
import type { Language } from '../../../platform/text/language.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import type { TonightView } from './pages/tonight.page.ts';
import { questionAfter } from './place-after.ts';
import { findDraftAnswers } from '../store.ts';

/** Numbers of the nation that are answered day and night come first. */
export const numbersTonight = ({ contacts }: Nation, as: 'adult' | 'child'): Nation['contacts'] =>
  contacts
    .filter(contact => contact.for === undefined || contact.for === as)
    .toSorted((one, other) => Number(other.hours === '24h') - Number(one.hours === '24h'));

export const loadTonight = (
  work: Work,
  asked: Pick<Asked<string>, 'permit' | 'words'>,
): Promise<Result<TonightView>> =>
  tonightOf(work, asked, {
    form: theForm(work.pack),
    base: `/referrals/${asked.permit.record.reference}`,
  });

/** The same of a draft of another form, which stands at `base`. */
export async function tonightOf(
  work: Work,
  { words, permit }: Pick<Asked<string>, 'permit' | 'words'>,
  { form, base }: { readonly form: FormDefinition; readonly base: string },
): Promise<Result<TonightView>> {
  const { record } = permit;
  const answers = await findDraftAnswers(work, record.recordId);
  const facts = factsOf(form, submittable(form, answers));
  const nation = work.pack.nations.find(({ code }) => code === facts.nation);
  if (record.stage !== 'draft' || !nation || facts.urgency.length === 0) return refuse('not-found');
  const step = form.steps.find(({ fields }) => fields.some(({ concept }) => concept === 'urgency'))?.id ?? '';
  const as = facts.ageStatus === 'adult' ? 'adult' : 'child';
  const contacts = numbersTonight(nation, as);
  return ok({
    title: words('referrals.tonight.title'),
    back: { href: `${base}/steps/${step}`, text: words('referrals.back') },
    danger: {
      text: words('referrals.tonight.danger', { number: nation.emergency }),
      iconFallbackText: words('referrals.tonight.warning'),
    },
    paragraphs: urgentWords(facts.urgency, nation, as, words),
    ...numbersInWords(nation, contacts, words, work.language),
    next: {
      href: `${base}${questionAfter({ pack: work.pack, form }, answers, step)}`,
      text: words('form.continue'),
    },
  });
}

/** What is to be done today about what was ticked, and nothing about what was not. */
const urgentWords = (
  urgency: readonly string[],
  { code, emergency }: Nation,
  as: 'adult' | 'child',
  words: Words,
): readonly string[] => [
  ...(urgency.includes('missing') ? [words('referrals.tonight.missing', { number: emergency })] : []),
  ...(urgency.includes('bed-tonight')
    ? [words(`nation.${code}.bed.${as}`), words('referrals.tonight.wait')]
    : []),
  words('referrals.tonight.seen'),
];

/** Whom to call, and of which day the oldest of the numbers is. */
export function numbersInWords(
  nation: Nation,
  contacts: Nation['contacts'],
  words: Words,
  language: Language,
) {
  const asOf = contacts
    .flatMap(contact => parseDate(contact.asOf ?? '') ?? [])
    .toSorted((one, other) => one.toString().localeCompare(other.toString()))[0];
  return {
    numbersHeading: words('advice.help'),
    numbers: { rows: numberRows(nation, contacts, words) },
    asOf: asOf && words('referrals.tonight.as-of', { on: formatDate(asOf, language) }),
  };
}

export const numberRows = (nation: Nation, contacts: Nation['contacts'], words: Words) =>
  contacts.map(({ id, phone, hours }) => {
    const open = hours === '24h' ? words('signs.hours.24h') : (hours ?? words('referrals.tonight.hours'));
    return {
      key: { text: words(`nation.${nation.code}.contact.${id}`) },
      value: {
        html: html`<a class="govuk-link govuk-link--no-visited-state" href="tel:${phone.replaceAll(/\s/g, '')}">${phone}</a><br>${open}`,
      },
    };
  });
