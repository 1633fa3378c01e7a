import { sharedWords } from './shared-words.ts';
import type { Problem } from './files.ts';
import { helplineSection, type Information, placesIn, type Sheet } from './information.ts';
import type { Pack } from './pack.ts';

/** Every part that a language of the sheet lacks or has too many of: a person must not find less in their own language. */
export function findBrokenInformation(pack: Pack, broken: ReadonlySet<string>): Problem[] {
  const { information } = pack;
  if (!information) return [];
  // Rules of a broken file are not there to be found.
  const known = ![...broken].some(file => file.startsWith('rules/'));
  return [
    ...brokenHead(information, pack, broken),
    ...(broken.has('messages/en.json') ? [] : brokenFormWords(information, pack)),
    ...Object.entries(information.sheets).flatMap(([code, sheet]) =>
      brokenSheet(sheet, information, { pack, known }).map(({ path, message }) => ({
        file: `information/${code}.yaml`,
        path,
        message,
      })),
    ),
  ];
}

/** Words of forms that belong to no question, or say something else in their braces or paragraphs than the original. */
function brokenFormWords({ formWords }: Information, pack: Pack): Problem[] {
  return Object.entries(formWords).flatMap(([code, { words }]) =>
    Object.entries(words).flatMap(([id, text]) => {
      const file = `information/forms/${code}.yaml`;
      const path = `words.${id}`;
      const original = pack.messages.en[id];
      if (sharedWords.includes(id)) return [];
      if (!id.startsWith('form.') || original === undefined)
        return [{ file, path, message: 'no form of this pack says this in English' }];
      const paragraphs = (each: string) => each.split(/\n\s*\n/).length;
      return paragraphs(text) === paragraphs(original) && !text.includes('{')
        ? []
        : [{ file, path, message: 'has other paragraphs than the English, or braces' }];
    }),
  );
}

const sectionsOf = ({ pages }: Information): readonly string[] => pages.flatMap(page => page.sections);

function brokenHead(information: Information, pack: Pack, broken: ReadonlySet<string>): Problem[] {
  const file = 'information.yaml';
  const codes = information.languages.map(({ code }) => code);
  const twice = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) < at);
  return [
    ...twice(codes).map(code => ({ file, path: 'languages', message: `"${code}" is defined twice` })),
    ...twice([...sectionsOf(information)]).map(code => ({
      file,
      path: 'pages',
      message: `the section "${code}" stands twice`,
    })),
    ...information.languages.flatMap(({ spoken, source }, at) => [
      ...spoken
        .filter(code => !pack.lists['languages']?.byCode.has(code) && !broken.has('lists/languages.csv'))
        .map(code => ({
          file,
          path: `languages.${at}.spoken`,
          message: `"${code}" is not in lists/languages.csv`,
        })),
      ...source
        .filter(code => !Object.hasOwn(pack.sources, code))
        .map(code => ({
          file,
          path: `languages.${at}.source`,
          message: `source "${code}" is not in sources.yaml`,
        })),
    ]),
  ];
}

function brokenSheet(
  sheet: Sheet,
  information: Information,
  { pack, known }: { readonly pack: Pack; readonly known: boolean },
) {
  const original = information.sheets[information.original];
  const sections = sectionsOf(information);
  const contacts = pack.nations.flatMap(nation => nation.contacts.map(({ id }) => id));
  return [
    ...unlike(
      'pages',
      Object.keys(sheet.pages),
      information.pages.map(({ code }) => code),
      'page',
    ),
    ...unlike('sections', Object.keys(sheet.sections), sections, 'section'),
    ...(sections.includes(helplineSection)
      ? [
          ...unlike(
            'nations',
            Object.keys(sheet.nations),
            pack.nations.map(({ code }) => code),
            'nation',
          ),
          ...unlike('contacts', Object.keys(sheet.contacts), contacts, 'helpline'),
        ]
      : []),
    ...Object.entries(sheet.sections).flatMap(([code, { text, points = [] }]) => {
      const found = placesIn([...text, ...points].join('\n'));
      const other = original?.sections[code];
      const wanted = other ? placesIn([...other.text, ...(other.points ?? [])].join('\n')) : found;
      return [
        ...found
          .filter(name => name !== 'emergency' && known && !hasNumber(pack, name))
          .map(name => ({
            path: `sections.${code}`,
            message: `"{${name}}" is neither the emergency number nor a rule with a number`,
          })),
        ...(found.toSorted().join() === wanted.toSorted().join()
          ? []
          : [
              {
                path: `sections.${code}`,
                message: `holds other numbers than the original: ${listed(wanted)} there, ${listed(found)} here`,
              },
            ]),
      ];
    }),
  ];
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map(name => `{${name}}`).join(' ');

const hasNumber = (pack: Pack, id: string): boolean =>
  pack.rules.some(rule => rule.id === id && typeof rule.value === 'number');

function unlike(path: string, found: readonly string[], wanted: readonly string[], what: string) {
  return [
    ...[...new Set(wanted)]
      .filter(code => !found.includes(code))
      .map(code => ({
        path: `${path}.${code}`,
        message: `the ${what} "${code}" is missing in this language`,
      })),
    ...found
      .filter(code => !wanted.includes(code))
      .map(code => ({ path: `${path}.${code}`, message: `there is no ${what} "${code}" in this pack` })),
  ];
}
