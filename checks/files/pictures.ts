/** Pictures that tell too much, and pictures that cost too much. */
import { once } from 'node:events';
import { crc32, createDeflate } from 'node:zlib';
import sharp from 'sharp';

/** A segment of a JPEG file, put in right after its beginning. */
function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** What news desks and photo programs write (IPTC IIM 4, in Photoshop's image resource 0x0404): a city and a country. */
export function withIptc(jpeg: Buffer, city: string): Buffer {
  const field = (number: number, text: string) =>
    Buffer.concat([Buffer.from([0x1c, 2, number, 0, text.length]), Buffer.from(text)]);
  const data = Buffer.concat([field(90, city), field(101, `${city}land`)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const resource = Buffer.concat([
    Buffer.from('Photoshop 3.0\0'),
    Buffer.from('8BIM'),
    Buffer.from([4, 4, 0, 0]),
    length,
    data,
    Buffer.alloc(data.length % 2),
  ]);
  return withSegment(jpeg, 0xed, resource);
}

/** Words in a comment, where a page could be hidden. */
export const withComment = (jpeg: Buffer, words: string): Buffer =>
  withSegment(jpeg, 0xfe, Buffer.from(words));

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

/** A whole PNG file in black, of one bit a pixel: some kilobytes that are gigabytes once they are decoded. */
export async function blackPng(width: number, height: number, text?: string): Promise<Buffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const deflate = createDeflate({ level: 1 });
  const packed: Buffer[] = [];
  deflate.on('data', (part: Buffer) => packed.push(part));
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * Math.min(height, 500));
  for (let row = 0; row < height; row += 500) {
    const isWhole = height - row >= 500;
    const part = isWhole ? rows : rows.subarray(0, (1 + Math.ceil(width / 8)) * (height - row));
    if (!deflate.write(part)) await once(deflate, 'drain');
  }
  deflate.end();
  await once(deflate, 'end');
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...(text === undefined ? [] : [chunk('tEXt', Buffer.from(`Comment\0${text}`))]),
    chunk('IDAT', Buffer.concat(packed)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#446688' } });

/** As many pixels as are decoded, in the ways that take the most memory: every decoder must hold the whole picture. */
export const costly: readonly (readonly [name: string, make: () => Promise<Buffer>])[] = [
  [
    'progressive.jpg',
    () => plain(8_000, 7_900).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  ],
  ['interlaced.png', () => plain(8_000, 7_900).png({ progressive: true, compressionLevel: 1 }).toBuffer()],
  ['lossless.webp', () => plain(8_000, 7_900).webp({ lossless: true, effort: 0 }).toBuffer()],
];
