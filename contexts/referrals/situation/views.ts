/** Each text that names the first person, with what was found pointed out, to be changed, confirmed or left out. */
import { inTextarea } from '../../../platform/forms/fields/words.ts';
import { sentFrom } from '../../../platform/forms/inputs.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { stepOfItem } from '../../../platform/forms/items.ts';
import { fieldWording, itemTitle, stepWording } from '../../../platform/forms/wording.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import { type FieldError, ok, type Result } from '../../../platform/pure/result.ts';
import { html, type SafeHtml } from '../../../platform/views/safe-html.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { findIdentifying } from '../notice/identifying.ts';
import { type Shared, sharedWith } from './commands.ts';
import { choiceName, choices, seenName, seenOf, textName } from './decide.ts';
import type { NamingText } from './naming.ts';
import type { AnotherView } from './pages/another.page.ts';

type Here = Pick<Asked<string>, 'permit' | 'words' | 'tokens'>;
interface Again {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

export async function loadAnother(work: Work, here: Here, again: Again): Promise<Result<AnotherView>> {
  const shared = await sharedWith(work, here.permit);
  return shared.ok ? ok(anotherView(work, here, shared.value, again)) : shared;
}

function anotherView(
  work: Work,
  { permit, words, tokens }: Here,
  { texts, known }: Shared,
  { typed, errors }: Again,
): AnotherView {
  const { reference } = permit.record;
  const seen = seenOf(texts);
  // What was typed about other words than these is not shown over them.
  const sent = sentFrom(Reflect.get(typed, seenName) === seen ? typed : {});
  const errorAt = (name: string) => {
    const error = errors.find(({ field }) => field === name);
    return error && { text: words(error.message), visuallyHiddenText: words('form.error-prefix') };
  };
  return {
    title: words('referrals.another.title'),
    back: { href: `/referrals/${reference}`, text: words('referrals.back') },
    errors: errors.map(({ field, message }) => ({
      text: words(message),
      href: `#${field === 'look' ? 'looked-at' : idOf(field)}`,
    })),
    intro: ['copied', 'named', 'spelt'].map(name => words(`referrals.another.${name}`)),
    action: `/referrals/${reference}/another`,
    tokens,
    seen,
    texts: texts.map((text, place) => {
      const now = sent.one(textName(text.key)) || text.text;
      return {
        title: titleOf(work, words, text),
        shown: pointedOut(now, now === text.text ? text.found : findIdentifying(now, known)),
        words: {
          id: idOf(textName(text.key)),
          name: textName(text.key),
          label: { text: words('referrals.another.words'), classes: 'govuk-label--s' },
          value: inTextarea(now),
          errorMessage: errorAt(textName(text.key)),
          rows: '4',
          autocomplete: 'off',
          spellcheck: false,
        },
        choice: {
          idPrefix: idOf(choiceName(text.key)),
          name: choiceName(text.key),
          fieldset: {
            legend: {
              text: words('referrals.another.choice', { number: place + 1 }),
              classes: 'govuk-fieldset__legend--s',
            },
          },
          errorMessage: errorAt(choiceName(text.key)),
          items: choices.map(value => ({
            value,
            text: words(`referrals.another.choice.${value}`),
            checked: sent.one(choiceName(text.key)) === value,
          })),
        },
      };
    }),
    send: words('referrals.another.send'),
  };
}

const idOf = (name: string): string => name.replaceAll('.', '-');

function titleOf(work: Work, words: Here['words'], { step: id, item, field }: NamingText): string {
  const form = theForm(work.pack);
  const step = stepOf(form, id);
  if (!step) return '';
  const speaking = { words, pack: work.pack, language: work.language };
  const title =
    item === undefined ? stepWording(form, step, speaking).title : itemTitle(form, step, item, speaking);
  return `${title}: ${fieldWording(form, stepOfItem(step), field, speaking).label}`;
}

/** The whole text, with each place that was found set off. */
export function pointedOut(text: string, found: NamingText['found']): SafeHtml {
  const parts: SafeHtml[] = [];
  let at = 0;
  for (const { start, length } of found) {
    parts.push(html`${text.slice(at, start)}<mark>${text.slice(start, start + length)}</mark>`);
    at = start + length;
  }
  return html`${parts}${text.slice(at)}`;
}
