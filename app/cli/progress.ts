/** Something that takes a while, on the terminal; plain lines where there is none. */
export interface Progress {
  advance(done: number): void;
  end(): void;
}

const width = 30;

/** A bar that is drawn over itself on a terminal; elsewhere one line at each tenth, so that logs stay readable. */
export function showProgress(
  what: string,
  total: number,
  out: NodeJS.WriteStream = process.stderr,
): Progress {
  let shown = -1;
  const draw = (done: number): void => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const tenth = Math.floor(share * (out.isTTY ? 100 : 10));
    if (tenth === shown) return;
    shown = tenth;
    const filled = Math.round(share * width);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
    if (out.isTTY) out.write(`\r${what} ${bar} ${done} of ${total}`);
    else out.write(`${what}: ${done} of ${total}\n`);
  };
  return {
    advance: draw,
    end: () => {
      draw(total);
      if (out.isTTY) out.write('\n');
    },
  };
}
