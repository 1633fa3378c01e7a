import { readPdf } from '../../platform/testing/pdf.ts';

/** What an answer tells whoever opens it: a document's words too, which its bytes hide. */
export function readable(answer: {
  readonly body: string;
  readonly rawPayload: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
}): string {
  if (answer.headers['content-type'] !== 'application/pdf') return answer.body;
  const { pages } = readPdf(answer.rawPayload);
  if (pages.length === 0 || pages.some(page => page.includes('\u{fffd}')))
    throw new Error('A PDF that cannot be read');
  return pages.join(' ').replaceAll('\n', ' ');
}
