import { cpSync } from 'node:fs';
import { expect, onTestFinished } from 'vitest';
import type { Store } from '#main/store/index.ts';
import { NOW } from '../central.ts';
import { beforeStatements } from '../../faults/statements.ts';
import { openedAt, ownRoot } from './console.ts';
import { kept, keptAlike } from './rows-kept.ts';

class Fault extends Error {}

/** What a test has fail: all stores that are opened in it count. */
class Faults {
  #left = Number.POSITIVE_INFINITY;

  constructor() {
    onTestFinished(
      beforeStatements(() => {
        this.#left -= 1;
        if (this.#left === 0) throw new Fault();
      }),
    );
  }

  /** The statement after so many others fails, once. */
  at(number: number): void {
    this.#left = number;
  }

  none(): void {
    this.#left = Number.POSITIVE_INFINITY;
  }
}

/** Ids that are the same in each run of a job. */
class Ids {
  #last = 0;

  readonly next = (): string => {
    this.#last += 1;
    return `0190abcd-0000-4000-8000-${String(this.#last).padStart(12, '0')}`;
  };

  /** Of each job others. */
  from(job: number): void {
    this.#last = job * 1_000;
  }
}

export interface JobDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * A store and its copy: on the first every statement of a job fails once, on the second none does. Each fault leaves what was
 * there before, and in the end both are alike.
 */
export class Twins {
  readonly #faults: Faults;
  readonly #ids: Ids;
  #jobs = 0;
  readonly one: JobDeps;
  readonly other: JobDeps;

  /** `root`: of a store that is closed, which stays as it is. */
  static async of(root: string): Promise<Twins> {
    const faults = new Faults();
    const ids = new Ids();
    const opened = (): Promise<Store> => {
      const copy = ownRoot();
      cpSync(root, copy, { recursive: true });
      return openedAt(copy, { at: NOW }, ids.next);
    };
    const stores = [await opened(), await opened()] as const;
    onTestFinished(async () => {
      for (const store of stores) await store.close();
    });
    return new Twins(faults, ids, stores);
  }

  private constructor(faults: Faults, ids: Ids, [one, other]: readonly [Store, Store]) {
    this.#faults = faults;
    this.#ids = ids;
    const now = () => new Date(NOW);
    this.one = { store: one, now, newId: ids.next };
    this.other = { store: other, now, newId: ids.next };
  }

  /** Answers how many statements the job has. It is one transaction. */
  async everyStatement(job: (deps: JobDeps) => Promise<unknown>): Promise<number> {
    this.#jobs += 1;
    this.#ids.from(this.#jobs);
    await job(this.other);
    const before = kept(this.one.store);
    for (let at = 1; ; at += 1) {
      this.#ids.from(this.#jobs);
      this.#faults.at(at);
      const isThrough = await job(this.one).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof Fault)) throw error;
          return false;
        },
      );
      this.#faults.none();
      if (!isThrough) expect(kept(this.one.store), `statement ${at}`).toEqual(before);
      else {
        expect(keptAlike(this.one.store)).toEqual(keptAlike(this.other.store));
        return at - 1;
      }
    }
  }
}
