import type { PublicRoute } from '../../platform/http/public.ts';
import { recordingsPath } from '../../platform/http/recordings.ts';
import { helplineSection, type Information, type SheetLanguage } from '../../platform/pack/information.ts';
import type { Nation, Pack } from '../../platform/pack/pack.ts';
import type { PlainDate } from '../../platform/pure/time.ts';
import { html, type SafeHtml } from '../../platform/views/safe-html.ts';
import type { LanguagesView } from './pages/languages.page.ts';
import type { LinksView } from './pages/links.page.ts';
import type { SheetSectionView, SheetView } from './pages/sheet.page.ts';
import { isolated, telephone } from './text.ts';

export type Words = Parameters<PublicRoute['answer']>[0]['words'];
export type SheetPack = Pick<Pack, 'nations' | 'rules'> & { readonly information: Information };

export const pageHref = (language: string, page: string): string => `/information/${language}/${page}`;
export const shortHref = (language: string): string => `/i/${language}`;

/** One page of the sheet: its place among the pages, from 1, is all that its address says. */
export function sheetView(
  pack: SheetPack,
  { code, tag, dir }: SheetLanguage,
  place: number,
  { today, exitHref }: { readonly today: PlainDate; readonly exitHref: string },
): SheetView | undefined {
  const { information } = pack;
  const sheet = information.sheets[code];
  const page = information.pages[place - 1];
  if (!sheet || !page) return undefined;
  const { words } = sheet;
  const isRecorded = page.sections.some(section => sheet.sections[section]?.audio);
  const text = (each: string): SafeHtml => isolated(each, { pack, today, dir });
  return {
    lang: tag,
    dir,
    title: words.title,
    skip: words.skip,
    exit: {
      text: words.exit,
      redirectUrl: exitHref,
      attributes: { role: 'region', 'aria-label': words.exit },
      activatedText: words.exiting,
      timedOutText: words.exitEnded,
      pressTwoMoreTimesText: words.exitTwice,
      pressOneMoreTimeText: words.exitOnce,
    },
    heading: sheet.pages[page.code] ?? '',
    mark: code === information.original || sheet.review ? undefined : words.notReviewed,
    noRecording: isRecorded ? undefined : words.noRecording,
    danger: text(words.danger),
    sections: page.sections.flatMap((section): SheetSectionView[] => {
      const said = sheet.sections[section];
      if (!said) return [];
      return [
        {
          id: section,
          heading: said.heading,
          paragraphs: said.text.map(text),
          points: (said.points ?? []).map(text),
          recording: said.audio && {
            label: `${words.listen}: ${said.heading}`,
            href: `${recordingsPath}${said.audio.file}`,
            reader: `${words.readBy}: ${said.audio.reader}`,
            transcriptHeading: words.transcript,
            transcript: (said.audio.transcript ?? []).map(text),
          },
          noRecording: said.audio || !isRecorded ? undefined : words.noRecording,
          helplines: section === helplineSection ? helplinesOf(pack, code) : [],
        },
      ];
    }),
    others: information.pages.flatMap((other, at) =>
      at === place - 1 ? [] : [{ href: pageHref(code, String(at + 1)), text: sheet.pages[other.code] ?? '' }],
    ),
    languagesHeading: words.otherLanguages,
    languages: information.languages
      .filter(other => other.code !== code)
      .map(other => ({ ...named(other), href: pageHref(other.code, String(place)) })),
  };
}

const named = ({ tag, dir, name }: SheetLanguage) => ({ lang: tag, dir, text: name });

/** Nations that have the same numbers stand together. */
function helplinesOf({ nations, information }: SheetPack, code: string): SheetSectionView['helplines'] {
  const sheet = information.sheets[code];
  const same = new Map<string, { readonly names: string[]; readonly contacts: Nation['contacts'] }>();
  for (const { code: nation, contacts } of nations) {
    const key = contacts.map(({ id, phone }) => `${id} ${phone}`).join('; ');
    const group = same.get(key) ?? { names: [], contacts };
    group.names.push(sheet?.nations[nation] ?? nation);
    same.set(key, group);
  }
  return [...same.values()].map(({ names, contacts }) => ({
    heading: names.join(' · '),
    lines: contacts.map(({ id, phone, hours }) => ({
      label: sheet?.contacts[id] ?? '',
      phone: telephone(phone),
      hours: hours === '24h' ? sheet?.words.dayAndNight : hours,
    })),
  }));
}

/** Where one chooses a language: each in its own name. */
export function languagesView(
  words: Words,
  { information }: SheetPack,
  { lang, exit }: { readonly lang: string; readonly exit: LanguagesView['exit'] },
): LanguagesView {
  return {
    lang,
    dir: 'ltr',
    title: words('awareness.title'),
    skip: words('chrome.skip'),
    exit,
    languages: information.languages.map(language => ({
      ...named(language),
      href: pageHref(language.code, '1'),
    })),
    accessibility: { href: '/accessibility', text: words('chrome.footer.accessibility') },
  };
}

/** For a responder who writes an address down, or reads it out: what is short enough for that. */
export function linksView(words: Words, { information }: SheetPack, baseUrl: string): LinksView {
  const host = new URL(baseUrl).host;
  return {
    title: words('awareness.links.title'),
    quickExit: true,
    paragraphs: [words('awareness.links.text'), words('awareness.links.careful')],
    list: {
      rows: information.languages.map(({ code, tag, dir, name }) => {
        const checked = code === information.original || information.sheets[code]?.review;
        const link = html`<a class="govuk-link nrm-code" href="${shortHref(code)}">${host}${shortHref(code)}</a>`;
        return {
          key: { html: html`<bdi lang="${tag}" dir="${dir}">${name}</bdi>` },
          value: { html: checked ? link : html`${link}<br>${words('awareness.links.unreviewed')}` },
        };
      }),
    },
  };
}
