import type { Command } from 'commander';
import { startEvaluation } from '../start.ts';
import { command, configOrExit, untilStopped } from './command.ts';

export function addStart(program: Command): void {
  command(
    program,
    'start',
    'service:operate',
    'Try OpenNRM: database, fictional cases, web and worker in one process',
  ).action(async () => {
    const stopped = untilStopped();
    const config = configOrExit();
    if (config.setting === 'production') {
      console.error('This is the evaluation setting. In production use ./opennrm migrate, serve and worker.');
      process.exit(2);
    }
    const running = await startEvaluation(config);
    if (running.notice) console.log(running.notice);
    console.log(`OpenNRM ready at ${running.url}`);
    console.log('Demonstration sign-ins (everyone is fictional):');
    for (const line of running.signIns) console.log(`  ${line}`);
    await stopped;
    await running.stop();
  });
}
