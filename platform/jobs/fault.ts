/** What may be kept of an error: its kind and where it was thrown. Its message and properties can hold what was typed. */
export interface Fault {
  readonly kind: string;
  readonly code?: string;
  /** File and line in our own code. */
  readonly at?: string;
}

const root = new URL('../..', import.meta.url).href;

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code: unknown = Reflect.get(error, 'code');
  // Only the frames: a stack begins with the message, which may span lines and imitate frames, so ours are matched by path.
  const frame = error.stack
    ?.split('\n')
    .map(line => line.split(root)[1])
    .find(path => path && !path.startsWith('node_modules/'));
  const at = /^([\w./-]+\.ts:\d+)(:\d+)?\)?$/.exec(frame ?? '')?.[1];
  return {
    kind: /^\w{1,60}$/.test(error.name) ? error.name : 'Error',
    ...(typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? { code } : {}),
    ...(at ? { at } : {}),
  };
}
