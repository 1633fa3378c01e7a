import { readFileSync } from 'node:fs';

/** What a document has people type: the lines of its `sh` blocks, in order. */
export function commandsOf(file: string): readonly string[] {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, block = '']) =>
    block
      .replaceAll('\\\n', ' ')
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '' && !line.startsWith('#')),
  );
}
