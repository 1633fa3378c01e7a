// Runs on Node 20 and newer: `npm start`, the evaluation setting.
import { run } from './run.mjs';

await run('app/cli.ts', ['start', ...process.argv.slice(2)]);
