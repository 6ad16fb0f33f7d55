// `--import` of a program that is to be killed before one of its writing statements: KILL_BEFORE is the statement's number.
import { beforeStatements } from './statements.ts';

const at = Number(process.env['KILL_BEFORE']);
beforeStatements((number) => {
  if (number === at) process.kill(process.pid, 'SIGKILL');
});
