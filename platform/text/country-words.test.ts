import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPack } from '../pack/load.ts';
import { loadCatalogues, readCoreCatalogues } from './catalogues.ts';

/** What one country calls its mechanism and the stages of a case in it. */
const stages: Readonly<Record<'en' | 'cy', readonly RegExp[]>> = {
  en: [/\breasonable[ -]grounds\b/i, /\bnational referral mechanism\b/i, /\bconclusive\b/i],
  cy: [/seiliau rhesymol/i, /mecanwaith atgyfeirio/i],
};

/** Bodies, numbers and duties of one country. A pack may say them, in the place of the core's words too; the core may not. */
const countryWords: Readonly<Record<'en' | 'cy', readonly RegExp[]>> = {
  en: [
    /\b(local authorit|council|county|borough|social work|safeguarding|children’s services)/i,
    /\b(police force|home office|border force|immigration enforcement|crown|ministry of)/i,
    /\b(NRM|NHS|GP|IECA|SCA|NCA|GLAA|MSVCC|DtN|GOV\.UK)\b/,
    /\b(modern slavery|duty to notify|salvation army|legal aid|solicitor|national insurance|postcode)/i,
    /\b(UK|United Kingdom|Great Britain|British|England|Wales|Scotland|Scottish|Northern Ireland|Ireland)\b/i,
    /\b(999|101|111|112)\b|£|\bpounds?\b/i,
    ...stages.en,
  ],
  cy: [
    /(awdurdod(au)? lleol|cyngor|cynghorau|gweithiwr cymdeithasol|arweinydd diogelu|wasanaethau plant)/i,
    /(heddlu .*lleol|swyddfa gartref|llu’r ffin|y goron)/i,
    /\b(NRM|GIG|IECA|SCA|NCA|GLAA|MSVCC|GOV\.UK)\b/,
    /(caethwasiaeth fodern|dyletswydd i hysbysu|byddin yr iachawdwriaeth|cymorth cyfreithiol|cyfreithiwr)/i,
    /\b(DU|Deyrnas Unedig|Prydain|Lloegr|Cymru|Nghymru|Yr Alban|Gogledd Iwerddon)\b/,
    /\b(999|101|111|112)\b|£/,
    ...stages.cy,
  ],
};

const files = await readCoreCatalogues();

test('the core speaks of no country’s authorities, numbers or duties: those words are the pack’s', () => {
  const read = files.flatMap(({ file, language, words }) =>
    Object.entries(words).map(([id, text]) => ({ at: `${file}: ${id}`, language, text })),
  );
  assert.ok(read.length > 500, `${read.length} messages`);
  const found = read.flatMap(({ at, language, text }) =>
    countryWords[language].flatMap(pattern => {
      const word = pattern.exec(text)?.[0];
      return word === undefined ? [] : [`${at} says “${word}”`];
    }),
  );
  assert.deepEqual(found, []);
});

test('each of these patterns finds the words of the pack that they were made from', async () => {
  const pack = await loadPack('packs/uk');
  for (const language of ['en', 'cy'] as const) {
    const all = Object.values(pack.messages[language] ?? {}).join('\n');
    const finding = countryWords[language].filter(pattern => pattern.test(all));
    assert.ok(finding.length >= 3, `${language}: ${finding.length}`);
  }
});

test('what a pack calls its stages and its mechanism, it says in the place of the core’s words', async () => {
  const pack = await loadPack('packs/uk');
  for (const language of ['en', 'cy'] as const) {
    const core = new Set(files.flatMap(file => (file.language === language ? Object.keys(file.words) : [])));
    const instead = Object.entries(pack.messages[language] ?? {}).filter(([id]) => core.has(id));
    for (const name of stages[language].filter(name => !name.test('conclusive')))
      assert.ok(
        instead.some(([, text]) => name.test(text)),
        `${name}`,
      );
  }
});

test('days are counted as the pack counts them: no word of the core says working days alone', () => {
  const counting = files.flatMap(({ file, words }) =>
    Object.entries(words)
      .filter(([, text]) => /working day|diwrnod(au)? gwaith/i.test(text))
      .map(([id, text]) => ({ at: `${file}: ${id}`, text })),
  );
  assert.ok(counting.length >= 6, `${counting.length}`);
  for (const { at, text } of counting) assert.match(text, /\{unit, select, calendar \{/, at);
});

test('where nothing can be sent, each country says whom to tell in its own words', async () => {
  const danger = async (folder: string) =>
    (await loadCatalogues(await loadPack(folder))).words.en['referrals.without-consent.danger'];
  assert.match((await danger('packs/uk')) ?? '', /999.*local authority/);
  assert.doesNotMatch((await danger('packs/example')) ?? '', /999|local authority/);
});
