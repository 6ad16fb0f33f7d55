import { runCommandLine } from './cli/run.ts';

// Composition root: a terminal.

// Whoever reads the answer may have seen enough of it (`| head`): then there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  process.stdout,
  process.stderr,
  process.env,
  process.stdin,
);
