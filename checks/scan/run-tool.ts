import { spawn } from 'node:child_process';

/** What a scanner printed. A scanner that is not installed is an error that says how to install it. */
export async function runTool(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', () => reject(new Error(`${program} is not there: apt-get install ${program}`)));
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${output.slice(-2_000)}`);
  return output;
}
