/** Questions in two languages side by side, for a responder and the person whom they ask. */
import type { Information, SheetLanguage } from '../pack/information.ts';
import type { Words } from '../views/page.ts';
import { component } from '../views/render.ts';
import { html, type SafeHtml } from '../views/safe-html.ts';

/** The language beside the page's own: what a pack has of it, which may be little. */
export interface SecondLanguage extends Pick<SheetLanguage, 'code' | 'tag' | 'dir' | 'name'> {
  /** By the ids of messages; what is not here has no words in this language. */
  readonly words: Readonly<Record<string, string>>;
  /** That nobody qualified reviewed them, in the language itself; undefined once somebody did. */
  readonly notReviewed: string | undefined;
}

/** What is chosen, and what could be. */
export interface Interpreting {
  readonly chosen: SecondLanguage | undefined;
  readonly offered: readonly SecondLanguage[];
}

/** What the button that shows another language sends, and the box beside it. */
export const secondButton = '_show';
export const secondName = '_second';

export function secondLanguages(information: Information | undefined): readonly SecondLanguage[] {
  return (information?.languages ?? []).flatMap(language => {
    const held = information?.formWords[language.code];
    if (!held) return [];
    const notReviewed = held.review ? undefined : information?.sheets[language.code]?.words.notReviewed;
    return [{ ...language, words: held.words, notReviewed }];
  });
}

interface Both {
  readonly words: Words;
  readonly second?: SecondLanguage | undefined;
}

/** The text, and beside it the same in the second language, or that it has no words for it. Without an id there is nothing to look for. */
export function inBoth(text: string, id: string | undefined, { words, second }: Both): SafeHtml {
  if (!second || id === undefined) return html`${text}`;
  return html`<span class="nrm-both"><span>${text}</span>${beside(second, second.words[id], words)}</span>`;
}

/** As a component takes it. */
export const said = (text: string, id: string | undefined, both: Both) =>
  both.second ? { html: inBoth(text, id, both) } : { text };

export const beside = (second: SecondLanguage, text: string | undefined, words: Words): SafeHtml =>
  text === undefined
    ? html`<span class="nrm-second nrm-second--none">${words('form.second.none', { language: second.name })}</span>`
    : html`<span class="nrm-second" lang="${second.tag}" dir="${second.dir}">${text}</span>`;

/** What stands above the questions while a second language is shown. */
export function secondNotice(words: Words, second: SecondLanguage | undefined): SafeHtml | undefined {
  if (!second) return undefined;
  const mark =
    second.notReviewed === undefined
      ? html``
      : html`<p class="govuk-body">${words('form.second.unreviewed')}</p><p class="govuk-body" lang="${second.tag}" dir="${second.dir}">${second.notReviewed}</p>`;
  return html`<div class="nrm-mark"><p class="govuk-body">${words('form.second.on', { language: second.name })}</p>${mark}</div>`;
}

/** Chooses, changes or ends the second language; what was typed is saved with it, so nothing is lost. */
export function secondChooser(
  words: Words,
  { chosen, offered }: Interpreting = { chosen: undefined, offered: [] },
): SafeHtml | undefined {
  if (offered.length === 0) return undefined;
  const select = component('govukSelect', {
    id: 'second-language',
    name: secondName,
    label: { text: words('form.second.label') },
    hint: { text: words('form.second.hint') },
    items: [
      { value: '', text: words('form.second.off'), selected: chosen === undefined },
      ...offered.map(({ code, tag, name }) => ({
        value: code,
        text: name,
        selected: code === chosen?.code,
        attributes: { lang: tag },
      })),
    ],
  });
  const button = component('govukButton', {
    text: words('form.second.show'),
    name: secondButton,
    value: 'yes',
    classes: 'govuk-button--secondary',
    preventDoubleClick: true,
  });
  return component('govukDetails', {
    summaryText: words('form.second.choose'),
    html: html`${select}${button}`,
  });
}
