import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FAULTS, isFault } from './faults.ts';
import type { Filling } from './fill.ts';
import { type SimulatorOptions, startSimulator } from './simulator.ts';

// Composition root: a router on its own, until it is told to end.
const USAGE = `router-simulator [--port N] [--version 6.49.17|7.16.2|7.20.4] [--user NAME] [--password TEXT]
                 [--group full|read|write|lastmile] [--tls] [--fault NAME]… [--fill FILE.json] [--latency MS]
faults: ${FAULTS.join(', ')}`;

class BadUsage extends Error {}
/** Somebody asked what there is. */
class Asked extends Error {}

function optionsOf(args: readonly string[]): SimulatorOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { ...text, default: '0' },
      version: { ...text, default: '7.20.4' },
      user: { ...text, default: 'admin' },
      password: { ...text, default: '' },
      group: { ...text, default: 'full' },
      latency: { ...text, default: '0' },
      tls: { type: 'boolean', default: false },
      fault: { ...text, multiple: true, default: [] },
      fill: text,
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) throw new Asked();
  const { fault, fill, version, user, password, group, tls } = values;
  const unknown = fault.find((name) => !isFault(name));
  if (unknown !== undefined) throw new BadUsage(`no such fault: ${unknown}`);
  if (!/^\d+\.\d+/.test(version)) throw new BadUsage(`no such version: ${version}`);
  const [port, latencyMs] = [numberOf('port', values.port, 65_535), numberOf('latency', values.latency, 600_000)];
  const filled = fill === undefined ? {} : { fill: fillingIn(fill) };
  return { port, version, user, password, group, tls, latencyMs, faults: fault.filter(isFault), ...filled };
}

function numberOf(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > most) throw new BadUsage(`--${name} ${text}`);
  return number;
}

/** npm changes to the project's folder; a person means the one that the command was typed in. */
function fillingIn(file: string): Filling {
  // What is wrong in it, the tables refuse in the router's words.
  return JSON.parse(readFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8')) as Filling;
}

/** As the other programs: npm passes SIGTERM to the shell between the two, and the shell to nobody. */
function untilTold(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) done();
    }, 500).unref();
  });
}

try {
  const told = untilTold();
  const simulator = await startSimulator(optionsOf(process.argv.slice(2)));
  const { host, port, tlsPort, fingerprint } = simulator;
  console.log(JSON.stringify({ host, port, ...(tlsPort === null ? {} : { tlsPort, fingerprint }) }));
  await told;
  await simulator.stop();
} catch (error) {
  if (error instanceof Asked) console.log(USAGE);
  else {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exitCode = 2;
  }
}
