/** What the inputs of a page hold, by input name: the shape of a form that was sent. */
export type Inputs = { readonly [name: string]: string | readonly string[] };

/** A form that was sent, of whatever shape: anything that a browser would not send reads as nothing. */
export interface Sent {
  /** The text of one input; the first, where several share the name. */
  one(name: string): string;
  /** Everything sent under one name, for boxes and repeated lists. */
  many(name: string): readonly string[];
}

/** More boxes than any list has; the rest of a hostile body is not looked at. */
const mostValues = 1000;

export function sentFrom(body: unknown): Sent {
  const inputs: object = typeof body === 'object' && body !== null ? body : {};
  const at = (name: string): unknown => (Object.hasOwn(inputs, name) ? Reflect.get(inputs, name) : undefined);
  const many = (name: string): readonly string[] => {
    const value = at(name);
    if (typeof value === 'string') return [value];
    if (!Array.isArray(value)) return [];
    return value.slice(0, mostValues).filter(member => typeof member === 'string');
  };
  return { many, one: name => many(name)[0] ?? '' };
}

/** Answers of several fields, side by side as one page's inputs. */
export const joinInputs = (parts: readonly Inputs[]): Inputs =>
  Object.fromEntries(parts.flatMap(part => Object.entries(part)));
