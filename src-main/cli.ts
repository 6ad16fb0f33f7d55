import { runCommandLine } from './cli/run.ts';

// Composition root: a terminal.
process.exitCode = await runCommandLine(
  process.argv.slice(2),
  process.stdout,
  process.stderr,
  process.env,
  process.stdin,
);
