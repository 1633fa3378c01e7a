import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { KeyService } from './keys.ts';
import { answerQuestion, type Question, remoteKeys } from './protocol.ts';

/** Milliseconds; a program that must start first takes a while on a busy machine. */
const patience = 15_000;

/**
 * A key service that is a program: questions go in as lines, answers come out as lines, each with the question's number. It is
 * started at the first question, and again after it ended. What it writes besides is nobody's to read.
 * @param command the program and its arguments, parted by spaces; no shell reads it
 */
export function keyProcess(command: string): KeyService {
  const [program = '', ...given] = command.split(/ +/);
  let running: Running | undefined;
  let next = 0;
  return remoteKeys(question => {
    if (!running?.isAlive()) running = run(program, given);
    return running.ask((next += 1), question);
  });
}

interface Running {
  isAlive(): boolean;
  ask(number: number, question: Question): Promise<unknown>;
}

function run(program: string, given: readonly string[]): Running {
  const child = spawn(program, given, {
    stdio: ['pipe', 'pipe', 'ignore'],
    // None of our settings: some of them are secrets.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  });
  const waiting = new Map<number, (answer: unknown) => void>();
  let alive = true;
  const end = () => {
    alive = false;
    for (const answered of waiting.values()) answered(undefined);
    waiting.clear();
  };
  child.on('error', end).on('exit', end);
  child.stdin.on('error', end);
  createInterface({ input: child.stdout }).on('line', line => {
    const read = parse(line);
    const answered = waiting.get(Number(read?.['number']));
    waiting.delete(Number(read?.['number']));
    answered?.(read?.['answer']);
  });
  letGo(child);
  return {
    isAlive: () => alive,
    ask: (number, question) =>
      new Promise(answered => {
        const late = setTimeout(() => {
          waiting.delete(number);
          answered(undefined);
        }, patience); // keeps us running until there is an answer; the child does not
        waiting.set(number, answer => {
          clearTimeout(late);
          answered(answer);
        });
        child.stdin.write(`${JSON.stringify({ number, question })}\n`);
      }),
  };
}

/** It ends with us, and does not keep us from ending: its input ends then. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout])
    if (stream && 'unref' in stream && typeof stream.unref === 'function') (stream.unref as () => void)();
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The program's side: answers each line until there are no more. */
export async function serveKeys(
  keys: KeyService,
  { input, output }: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream },
): Promise<void> {
  for await (const line of createInterface({ input })) {
    const read = parse(line);
    const answer = await answerQuestion(keys, read?.['question']);
    output.write(`${JSON.stringify({ number: read?.['number'], answer })}\n`);
  }
}
