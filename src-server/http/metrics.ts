import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PushReply } from '#shared/sync/push.ts';
import { waitingAt } from '../billing/clock.ts';
import { unwrittenOf } from '../radius/write-again.ts';
import type { Database } from '../store/database.ts';

/** What a monitoring system asks for, in Prometheus' words. */
export interface Metrics {
  readonly pushed: (reply: PushReply) => void;
  /** Measures how long a push took, most of which is waiting for the head when many push. */
  readonly timed: <T>(work: () => Promise<T>) => Promise<T>;
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

export function metricsOf(database: Database): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const mutations = new Counter({
    name: 'lastmile_mutations_total',
    help: 'Mutations that consoles have pushed, by what came of them',
    labelNames: ['status'],
    registers,
  });
  const refusals = new Counter({
    name: 'lastmile_refusals_total',
    help: 'Refused mutations, by why',
    labelNames: ['code'],
    registers,
  });
  const faults = new Counter({
    name: 'lastmile_protocol_faults_total',
    help: 'Consoles that had to begin anew, by why',
    labelNames: ['fault'],
    registers,
  });
  const pushes = new Histogram({
    name: 'lastmile_push_seconds',
    help: 'How long a push takes, with waiting for the head',
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  new Gauge({
    name: 'lastmile_consoles_silent_seconds',
    help: 'How long the console that has been silent longest has been so: nobody knows what waits there',
    registers,
    async collect() {
      const [row] = await database.query<{ seen: number | null }>(
        'SELECT min(coalesce(seen_at, enrolled_at)) AS seen FROM device WHERE revoked_at IS NULL',
      );
      this.set(row?.seen == null ? 0 : (Date.now() - row.seen) / 1000);
    },
  });
  new Gauge({
    name: 'lastmile_billing_waiting',
    help: 'Customers who are due and to whom the billing clock has not come yet',
    registers,
    async collect() {
      this.set(await waitingAt(database, Date.now()));
    },
  });
  new Gauge({
    name: 'lastmile_radius_unwritten',
    help: 'Customers whose rows for FreeRADIUS could not be written anew: the log says why',
    registers,
    async collect() {
      this.set(await unwrittenOf(database));
    },
  });
  return {
    pushed: ({ results, fault }) => {
      if (fault !== null) faults.inc({ fault });
      for (const { status, rejections } of results) {
        mutations.inc({ status });
        for (const { code } of rejections) refusals.inc({ code });
      }
    },
    timed: async (work) => {
      const end = pushes.startTimer();
      try {
        return await work();
      } finally {
        end();
      }
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
