import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { nameOf, readPdf, type Tag, textOf } from '../testing/pdf.ts';
import { exampleWords } from '../testing/page-examples.ts';
import type { Words } from '../views/page.ts';
import type { DocumentParts, Part } from './definition.ts';
import { NotAccessible, printPdf } from './press.ts';

let words: Words;
before(async () => {
  words = (await exampleWords()).en;
});

const document = (parts: readonly Part[], more: Partial<DocumentParts> = {}): DocumentParts => ({
  title: 'Referral NRM-7KBC-9QXD-R4T',
  language: 'en',
  description: 'A referral',
  marking: 'Personal data. Keep it safe.',
  reference: 'NRM-7KBC-9QXD-R4T',
  parts,
  ...more,
});
const heading = (text: string, level: 2 | 3 = 2): Part => ({ is: 'heading', level, text });
const rolesOf = (tag: Tag): readonly string[] => [tag.role, ...tag.children.flatMap(rolesOf)];
const shown = async (parts: readonly Part[]) =>
  readPdf(await printPdf(document(parts), words)).pages.join('\n');

test('a document is tagged: its language, title, headings in order, lists, quotations and table heads', async () => {
  const parts: readonly Part[] = [
    heading('The person'),
    {
      is: 'summary',
      rows: [
        { key: 'First name', text: 'Wŷn' },
        { key: 'Account', text: 'She said.\nThen left.', isStatement: true, note: 'Word for word' },
      ],
    },
    heading('More', 3),
    { is: 'bullets', items: ['one', 'two'] },
    heading('What was done'),
    { is: 'table', caption: 'What was done', head: ['When', 'What'], rows: [['1 March', 'sent']] },
  ];
  for (const language of ['en', 'cy'] as const) {
    const { catalog, tags, info, metadata } = readPdf(await printPdf(document(parts, { language }), words));
    assert.equal(textOf(catalog.get('Lang')), language);
    assert.match(
      JSON.stringify([...(catalog.get('MarkInfo') as { dict: Map<string, boolean> }).dict]),
      /"Marked",true/,
    );
    assert.match(metadata, /pdfuaid:part>1</);
    assert.equal(info.get('Title'), 'Referral NRM-7KBC-9QXD-R4T');
    const preferences = catalog.get('ViewerPreferences') as { dict: Map<string, boolean> };
    assert.equal(preferences.dict.get('DisplayDocTitle'), true);
    const roles = rolesOf(tags);
    assert.deepEqual(
      roles.filter(role => /^H\d$/.test(role)),
      ['H1', 'H2', 'H3', 'H2'],
    );
    for (const role of ['L', 'LI', 'Lbl', 'LBody', 'BlockQuote', 'Table', 'Caption', 'THead', 'TH', 'TD'])
      assert.ok(roles.includes(role), `${role} is in ${roles.join(' ')}`);
    assert.equal(nameOf(catalog.get('Type')), 'Catalog');
  }
});

test('every page says which document it is of, how to keep it and which page it is', async () => {
  const text = Array.from({ length: 200 }, (_, nth) => `Line ${nth}`).join('\n');
  const { pages } = readPdf(await printPdf(document([heading('Account'), { is: 'statement', text }]), words));
  assert.ok(pages.length > 3);
  for (const [nth, page] of pages.entries()) {
    assert.ok(page.includes(`Page ${nth + 1} of ${pages.length}`));
    assert.ok(page.includes('NRM-7KBC-9QXD-R4T') && page.includes('Personal data. Keep it safe.'));
  }
});

test('what somebody wrote is shown as they wrote it, and is never an instruction', async () => {
  const text =
    '#read("/etc/passwd") *bold* $x$ \\ @cite <label> // gone? /* gone? */ "quoted"  two spaces\n= Not a heading';
  const printed = await shown([
    heading('#panic()'),
    { is: 'statement', text, note: '#note' },
    { is: 'paragraph', text: '- no list' },
  ]);
  for (const line of [...text.split('\n'), '#panic()', '#note', '- no list'])
    assert.ok(printed.includes(line), line);
});

test('words in the scripts that people are interpreted from are shown', async () => {
  for (const text of ['Llŷr ŵy', 'Tiếng Việt', 'Привет', 'Ελλάδα', '你好世界', 'ሰላም', 'வணக்கம்', 'ไทย']) {
    const printed = await shown([{ is: 'paragraph', text }]);
    assert.ok(!printed.includes('[U+') && !printed.includes('\u{fffd}'), text);
  }
  for (const text of ['مرحبا بالعالم', 'سلام دنیا', 'पीड़ित', 'বাংলা', 'ਪੰਜਾਬੀ', 'සිංහල', 'שלום'])
    assert.ok(!(await shown([{ is: 'paragraph', text }])).includes('[U+'), text);
});

test('a character that cannot be shown is told by its number, and the document says so', async () => {
  const printed = await shown([{ is: 'statement', text: 'A 😀 and \u{7} and \u{d83d} and 한' }]);
  assert.ok(printed.includes('A [U+1F600] and [U+0007] and [U+D83D] and [U+D55C]'), printed);
  assert.ok(printed.includes('Some characters in this document cannot be shown'));
  assert.ok(!(await shown([{ is: 'statement', text: 'A' }])).includes('cannot be shown'));
});

test('no text of any kind keeps a document from being made', async () => {
  for (let from = 0; from < 0x3_0000; from += 0x4000) {
    const codes = Array.from({ length: 0x4000 / 16 }, (_, nth) => from + nth * 16 + (nth % 16));
    const text = codes.map(code => String.fromCodePoint(code)).join(' ');
    const parts: readonly Part[] = [
      { is: 'statement', text },
      { is: 'heading', level: 2, text: `x${text}` },
    ];
    assert.ok((await printPdf(document(parts), words)).length > 1000, from.toString(16));
  }
  // What the standard forbids by name, alone and within a word, wherever words stand.
  for (const code of ['\u{0}', '\u{feff}', '\u{fffe}', '\u{ffff}', '\u{e000}', '\u{10ffff}', '\u{202e}'])
    for (const text of [`x${code}`, `x${code}y z`]) {
      const parts: readonly Part[] = [
        { is: 'heading', level: 2, text },
        { is: 'summary', rows: [{ key: text, text, note: text }] },
        { is: 'table', caption: text, head: [text], rows: [[text]] },
      ];
      assert.ok((await printPdf(document(parts, { title: text }), words)).length > 1000, text);
    }
});

test('a document that would leave somebody out is refused', async () => {
  const wrong: readonly (readonly Part[])[] = [
    [heading('Deep', 3)],
    [heading(' ')],
    [{ is: 'table', caption: '', head: ['a'], rows: [] }],
    [{ is: 'table', caption: 'c', head: ['a', ' '], rows: [] }],
    [{ is: 'table', caption: 'c', head: ['a'], rows: [['1', '2']] }],
    [{ is: 'bullets', items: [] }],
    [{ is: 'summary', rows: [{ key: '', text: 'x' }] }],
    [{ is: 'paragraph', text: '' }],
  ];
  for (const parts of wrong) await assert.rejects(printPdf(document(parts), words), NotAccessible);
  for (const name of ['title', 'description', 'marking', 'reference'] as const)
    await assert.rejects(printPdf(document([heading('a')], { [name]: ' ' }), words), NotAccessible);
});

test('a long document is set beside everything else: the process that serves pages has next to no part in it', async () => {
  await printPdf(document([heading('Warm')]), words);
  const text = Array.from({ length: 3_000 }, (_, nth) => `Line ${nth} of what was said, word for word.`).join(
    '\n',
  );
  const before = performance.eventLoopUtilization();
  const made = await Promise.all([1, 2, 3].map(() => printPdf(document([{ is: 'statement', text }]), words)));
  const { active, idle } = performance.eventLoopUtilization(before);
  assert.ok(made.every(pdf => pdf.length > 100_000));
  // A share within one run, which a busy machine does not change: a document set here would take nearly all of it.
  assert.ok(active / (active + idle) < 0.1, `${Math.round(active)} ms busy, ${Math.round(idle)} ms not`);
});
