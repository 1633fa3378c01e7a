/** Writes the operations of the TypeScript client from the API's description (OpenAPI 3.1). */

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly description?: string;
}
interface Content {
  readonly [type: string]: { readonly schema?: Schema };
}
interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const camel = (text: string): string =>
  text.replace(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, next: string) => next.toUpperCase());

/** `post /api/v1/consents/tasks/{task}` is `postConsentsTasksByTask`. */
export function nameOf(method: string, path: string): string {
  const parts = path.replace('/api/v1', '').split('/').filter(Boolean);
  const last = parts.at(-1) ?? '';
  const words = parts.filter(part => !part.startsWith('{')).map(part => capital(camel(part)));
  const by = last.startsWith('{') ? [`By${capital(last.slice(1, -1))}`] : [];
  return [method, ...words, ...by].join('');
}

/** What TypeScript calls a value of this schema; anything that it cannot say is `unknown`, and for the API to judge. */
export function typeOf(schema: Schema | undefined, depth = 0): string {
  if (!schema) return 'unknown';
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(each => JSON.stringify(each)).join(' | ') || 'never';
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return [...new Set(either.map(each => typeOf(each, depth)))].join(' | ');
  if (Array.isArray(schema.type))
    return schema.type.map(type => typeOf({ ...schema, type: String(type) }, depth)).join(' | ');
  if (schema.type === 'array') {
    const item = typeOf(schema.items, depth);
    return `readonly ${/[ |]/.test(item) && !item.startsWith('{') ? `(${item})` : item}[]`;
  }
  if (schema.type === 'object') return objectOf(schema, depth);
  const simple = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };
  return simple[schema.type as keyof typeof simple] ?? 'unknown';
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, depth: number): string {
  const indent = '  '.repeat(depth + 1);
  const lines = Object.entries(properties).flatMap(([name, schema]) => [
    ...(schema.description ? [`${indent}/** ${schema.description.replaceAll('*/', '* /')} */`] : []),
    `${indent}readonly ${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema, depth + 1)};`,
  ]);
  if (typeof additionalProperties === 'object' && lines.length === 0)
    return `Readonly<Record<string, ${typeOf(additionalProperties, depth)}>>`;
  if (lines.length === 0) return 'Readonly<Record<string, never>>';
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}

interface Written {
  readonly types: string;
  readonly signature: string;
  readonly body: string;
}

function writeOperation(method: string, path: string, operation: Operation): Written {
  const name = nameOf(method, path);
  const params = (operation.parameters ?? []).filter(each => each.in === 'path').map(each => each.name);
  const query = (operation.parameters ?? []).filter(each => each.in === 'query');
  const [bodyType, bodyContent] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const isFile = Object.keys(operation.responses['200']?.content ?? {}).every(type => !type.endsWith('json'));
  const done = operation.responses['201'] ?? operation.responses['200'];
  const answer = Object.entries(done?.content ?? {})[0];
  const isBinary =
    method === 'get' &&
    (isFile || (answer?.[1].schema as { format?: string } | undefined)?.format === 'binary');
  const queryType = typeOf({
    type: 'object',
    properties: Object.fromEntries(query.map(each => [each.name, each.schema ?? {}])),
    required: query.filter(each => each.required).map(each => each.name),
  });
  const body = bodyType === 'multipart/form-data' ? 'FormData' : `${capital(name)}Body`;
  const types = [
    ...(bodyType !== undefined && body !== 'FormData'
      ? [`export type ${body} = ${typeOf(bodyContent?.schema)};`]
      : []),
    ...(query.length > 0 ? [`export type ${capital(name)}Query = ${queryType};`] : []),
    `export type ${capital(name)}Answer = ${isBinary ? 'Blob' : typeOf(answer?.[1].schema)};`,
  ].join('\n');
  const input = [
    ...params.map(each => `readonly ${each}: string`),
    ...(query.length > 0 ? [`readonly query?: ${capital(name)}Query`] : []),
    ...(bodyType === undefined ? [] : [`readonly body: ${body}`]),
    ...(method === 'post' ? ['readonly key?: string'] : []),
  ];
  const isOptional = params.length === 0 && bodyType === undefined;
  const scopes = operation.security?.flatMap(each => each['client'] ?? []) ?? [];
  const says = [
    operation.summary ?? name,
    ...(scopes.length > 0 ? [`Scope ${scopes.join(', ')}.`] : ['For people alone.']),
  ];
  const address = path.replace(/\{(\w+)\}/g, (_, each: string) => `\${encodeURIComponent(input.${each})}`);
  const call = [
    `method: '${method.toUpperCase()}'`,
    `path: ${params.length > 0 ? `\`${address}\`` : `'${path}'`}`,
    ...(query.length > 0 ? ['query: input.query'] : []),
    ...(bodyType === undefined ? [] : ['body: input.body']),
    ...(method === 'post' ? ['key: input.key'] : []),
    `answer: '${isBinary ? 'file' : 'json'}'`,
  ].join(', ');
  const parameter = input.length === 0 ? '' : `input${isOptional ? '?' : ''}: { ${input.join('; ')} }`;
  return {
    types,
    signature: `  /** ${says.join('. ').replaceAll('..', '.')} */\n  ${name}(${parameter}): Promise<${capital(name)}Answer>;`,
    body: `    ${name}: ${input.length === 0 ? '()' : `(input${isOptional ? ' = {}' : ''})`} => send({ ${call} }) as Promise<${capital(name)}Answer>,`,
  };
}

/** The whole file. @throws where two operations would have one name */
export function writeClient({ paths }: Description): string {
  const all = Object.keys(paths)
    .toSorted()
    .flatMap(path =>
      Object.entries(paths[path] ?? {})
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([method, operation]) => ({ method, path, operation })),
    );
  const names = all.map(({ method, path }) => nameOf(method, path));
  if (new Set(names).size !== names.length) throw new Error('Two operations of the API would have one name');
  const written = all.map(({ method, path, operation }) => writeOperation(method, path, operation));
  return [
    '// Generated from the API’s description by checks/client/generate.ts; do not edit.',
    "import type { Send } from './client.ts';",
    '',
    ...written.flatMap(({ types }) => [types, '']),
    'export interface Operations {',
    ...written.map(({ signature }) => signature),
    '}',
    '',
    'export function operationsOf(send: Send): Operations {',
    '  return {',
    ...written.map(({ body }) => body),
    '  };',
    '}',
    '',
  ].join('\n');
}
