import type { FastifyInstance } from 'fastify';

/** No body of ours is nested half as deep; what walks a value by calling itself runs out of stack at some thousands. */
const deepest = 32;

class NestedTooDeep extends Error {
  readonly statusCode = 400;
}

/** JSON as the framework reads it, without prototype keys and within bounds of depth. */
export function readJson(app: FastifyInstance): void {
  const read = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (depthOf(String(text)) > deepest) done(new NestedTooDeep());
    else void read(request, String(text), done);
  });
}

/** How deep brackets stand in each other outside strings, whether or not the text is JSON. */
export function depthOf(text: string): number {
  let [depth, most, isString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (isString && char === '\\') at++;
    else if (char === '"') isString = !isString;
    else if (!isString && (char === '{' || char === '[')) most = Math.max(most, ++depth);
    else if (!isString && (char === '}' || char === ']')) depth--;
  }
  return most;
}
