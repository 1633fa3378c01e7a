import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { coreRules } from './core-rules.ts';
import { fileSchemas } from './schema.ts';

/** Where the generated JSON Schemas are kept, so that editors can check a pack while it is written. */
export const schemaFolder = join(import.meta.dirname, '..', '..', 'packs', 'schema');

/**
 * One JSON Schema per kind of file, as text, by file name; and one for the values of the rules that the core reads.
 * Made from the zod schemas, which check more: references between files, dates that exist, one fault told once.
 */
export function jsonSchemas(): Readonly<Record<string, string>> {
  const text = (schema: z.ZodType, title: string) =>
    `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
  const files = Object.entries(fileSchemas).map(([name, schema]): [string, string] => [
    `${name}.schema.json`,
    text(schema, `OpenNRM pack: ${name}`),
  ]);
  const core = z.strictObject(coreRules).partial();
  return Object.fromEntries([
    ...files,
    ['core-rules.schema.json', text(core, 'OpenNRM pack: values of core rules')],
  ]);
}

// node platform/pack/json-schema.ts writes them; a test fails when they are not current.
if (import.meta.main) {
  await mkdir(schemaFolder, { recursive: true });
  for (const [name, text] of Object.entries(jsonSchemas())) await writeFile(join(schemaFolder, name), text);
}
