import { sandbox } from '../../platform/http/download.ts';
import { securityHeaders } from '../../platform/http/headers.ts';
import { root } from '../test/child.ts';
import { planted } from './hostile-text.ts';
import type { Answer } from './send.ts';

/** What only the inside knows; nothing of ours that is meant to be read holds any of it. */
const internals: readonly RegExp[] = [
  /\n\s+at .{1,200}:\d+:\d+/,
  /\bat file:\/\//,
  /node_modules|node:internal|\.ts:\d+/,
  new RegExp(root.replaceAll(/[/.]/g, '\\$&')),
  /\b(?:Type|Range|Reference|Syntax|Zod|Database|Validation)Error\b|\bFST_ERR_|\bECONN[A-Z]+\b|\bERR_[A-Z]+_/,
  /Cannot read propert|is not a function|is not iterable|Maximum call stack|Unexpected token|Invalid URL/,
  /syntax error at or near|violates (?:unique|check|foreign|not-null|row-level)|row-level security|duplicate key value/,
  /invalid (?:input syntax|byte sequence)|out of range for type|permission denied for|does not exist|current transaction is aborted/,
  /\bnrm_(?:app|owner|migrator)\b|\bpg_catalog\b|\bpgboss\b|\bSELECT .{1,80} FROM\b|\bINSERT INTO\b/,
  /\[object Object\]/,
];

const halfPage = 'a page broke off';
const halfJson = 'what is called JSON is none';
/** What is no fault of an answer that was cut on its way. */
export const brokenOff: ReadonlySet<string> = new Set([halfPage, halfJson]);

/** Everything that is wrong with an answer, whatever was asked. */
export function faultsOf(method: string, path: string, { status, headers, body }: Answer): readonly string[] {
  const faults: string[] = [];
  const text = body.toString('utf8');
  const type = headers.get('content-type') ?? '';
  // A file comes back as it was sent, and is never a page.
  const isFile =
    headers.get('content-disposition')?.startsWith('attachment;') === true &&
    !/html|xml|script|svg/.test(type);
  if (status >= 500) faults.push(`it was answered with ${status}`);
  // Node itself refuses a request without a host, or with an expectation that it does not know: there is nothing in it.
  const isNodes = [400, 417].includes(status) && body.length === 0 && !headers.has('content-type');
  for (const [name, value] of isNodes ? [] : Object.entries(securityHeaders)) {
    const got = headers.get(name);
    // What is given out of a file may do even less than a page of ours.
    if (isFile && name === 'content-security-policy' && got === sandbox) continue;
    const isAsset = name === 'cache-control' && status < 400 && path.startsWith('/assets/');
    if (got !== value && !isAsset) faults.push(`the header ${name} is ${got ?? 'missing'}`);
  }
  for (const pattern of isFile ? [] : internals) {
    const found = pattern.exec(text);
    if (found)
      faults.push(
        `it tells of the inside: ${JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 120))}`,
      );
  }
  if (!isFile && text.includes(planted)) faults.push('what was typed became markup');
  for (const name of ['x-powered-by', 'server'])
    if (headers.has(name)) faults.push(`the header ${name} tells of the inside`);
  const location = headers.get('location');
  if (location !== undefined && !/^(?:\/(?![/\\])|http:\/\/127\.0\.0\.1:\d+\/)[\x21-\x7e]*$/.test(location))
    faults.push(`it leads to ${JSON.stringify(location)}`);
  for (const cookie of headers.get('set-cookie')?.split('\n') ?? [])
    if (!/; HttpOnly/i.test(cookie) || !/; SameSite=Lax/i.test(cookie))
      faults.push(`a cookie without its guards: ${cookie.slice(0, 20)}`);
  if (method === 'HEAD' && body.length > 0) faults.push('HEAD was answered with a body');
  if (method !== 'HEAD' && type.startsWith('text/html') && !text.trimEnd().endsWith('</html>'))
    faults.push(halfPage);
  if (method !== 'HEAD' && /json/.test(type)) faults.push(...faultsOfJson(path, status, type, text));
  return faults;
}

function faultsOfJson(path: string, status: number, type: string, text: string): readonly string[] {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    // RFC 6749, section 5.2: a protocol of its own, with errors of its own.
    if (path.startsWith('/oauth/') && status < 500 && typeof value['error'] === 'string') return [];
    if (!type.startsWith('application/problem+json'))
      return status < 400 ? [] : ['a refusal is no problem document'];
    const isWhole =
      value['status'] === status && typeof value['title'] === 'string' && typeof value['type'] === 'string';
    return isWhole ? [] : ['a problem document lacks its parts'];
  } catch {
    return [halfJson];
  }
}

/** Done, or shown; being sent to sign in is neither. */
export const isAccepted = ({ status, headers }: Answer): boolean =>
  (status >= 200 && status < 300) ||
  (status === 303 && !/^\/sign-in(?:\?|$)/.test(headers.get('location') ?? ''));
