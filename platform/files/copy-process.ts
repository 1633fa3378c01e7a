/** One picture in on standard input, its copy out on standard output, what came of it on descriptor 3. Then it ends. */
import { writeSync } from 'node:fs';
import sharp from 'sharp';

/** As many pixels as the largest phone cameras take, on sides that every reader of pictures bears. */
const mostPixels = 64_000_000;
const longestSide = 20_000;
/** Copies are for reading on screens; the original keeps every pixel. */
const shownSide = 4_096;

const copies: Readonly<Record<string, 'jpeg' | 'png'>> = {
  jpeg: 'jpeg',
  tiff: 'jpeg',
  avif: 'jpeg',
  png: 'png',
  gif: 'png',
  webp: 'png',
};
/** What the decoder calls them; nothing else is decoded, whatever the file looks like to it. */
const decoders: Readonly<Record<string, string>> = { avif: 'heif' };

const kind = process.argv[2] ?? '';
sharp.cache(false);
sharp.concurrency(1);

const tell = (what: object): void => {
  writeSync(3, JSON.stringify({ ...what, peak: process.resourceUsage().maxRSS }));
};

async function readAll(): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function copy(): Promise<void> {
  const to = copies[kind];
  const original = await readAll();
  // One frame: a picture that moves is shown still.
  const open = () => sharp(original, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'none' });
  const { format, width, height } = await sharp(original, { limitInputPixels: false }).metadata();
  if (!to || format !== (decoders[kind] ?? kind)) return tell({ refused: 'damaged' });
  if (width * height > mostPixels || Math.max(width, height) > longestSide)
    return tell({ refused: 'too-large' });
  // The library keeps nothing of what stands beside the pixels unless it is told to; it turns the picture upright first.
  const made = open()
    .autoOrient()
    .resize(shownSide, shownSide, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const bytes = await (to === 'jpeg'
    ? made.flatten({ background: 'white' }).jpeg({ quality: 85 })
    : made.png()
  ).toBuffer();
  for (let at = 0; at < bytes.length; at += 65_536)
    if (!process.stdout.write(bytes.subarray(at, at + 65_536)))
      await new Promise(resolve => process.stdout.once('drain', resolve));
  tell({ kind: to });
}

// Its words could quote the picture: that there was too little memory, or that it does not decode, is all there is to say.
await copy().catch((error: unknown) =>
  tell({ refused: /memory/i.test(String(error)) ? 'too-costly' : 'damaged' }),
);
