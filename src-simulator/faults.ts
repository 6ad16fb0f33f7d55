/** What can be made to go wrong, by name. */
export const FAULTS = [
  // Nothing is answered and nothing is applied.
  'silence',
  // The line is cut before a write is applied.
  'drop-before-apply',
  // A write is applied and the line is cut.
  'drop-after-apply',
  // A write is not applied, and nothing is said of it; what else is asked is answered.
  'silent-before-apply',
  // A write is applied, and nothing is said of it.
  'silent-after-apply',
  // Every command but the login is answered by !fatal.
  'fatal',
  // Every command but the login is refused, three times over.
  'trap-storm',
  'one-byte-per-segment',
  // Commands are carried out, and their replies wait for the fault's end (or for `lateMs`).
  'late-replies',
  // Whatever the group allows, nothing may be written.
  'read-only',
  'sessions-full',
  // Another certificate is served than the one whose fingerprint is told: somebody in the middle.
  'wrong-certificate',
  // The router was given a new certificate, whose fingerprint is told from then on.
  'changed-certificate',
  // api-ssl without a certificate: the handshake fails.
  'no-certificate',
  // Login by challenge, as before 6.43.
  'legacy-login',
  // Names and comments come in windows-1252.
  'latin1-names',
  // A router without a battery, after a power cut.
  'clock-years-off',
  // Somebody removes the pools (all), or the profiles (all but the router's own). The fault's end does not bring them back.
  'pool-gone',
  'profile-gone',
] as const;

export type Fault = (typeof FAULTS)[number];

export const isFault = (name: string): name is Fault => FAULTS.some((fault) => fault === name);

/** The faults that are on; they can be set and cleared at any time. */
export class Faults {
  readonly #on = new Map<Fault, number>();
  readonly #watchers = new Set<(fault: Fault) => void>();

  constructor(faults: readonly Fault[] = []) {
    for (const fault of faults) this.#on.set(fault, Infinity);
  }

  has(fault: Fault): boolean {
    return this.#on.has(fault);
  }

  /** Turns a fault on; `times`: only for so many commands that it strikes. */
  set(fault: Fault, { times = Infinity }: { readonly times?: number } = {}): void {
    this.#on.set(fault, times);
    this.#tell(fault);
  }

  /** Turns a fault off, or all of them. */
  clear(fault?: Fault): void {
    for (const one of fault === undefined ? [...this.#on.keys()] : [fault]) {
      this.#on.delete(one);
      this.#tell(one);
    }
  }

  /** Whether a fault strikes now; one of its times is used up. */
  strikes(fault: Fault): boolean {
    const left = this.#on.get(fault);
    if (left === undefined) return false;
    if (left > 1) this.#on.set(fault, left - 1);
    else this.clear(fault);
    return true;
  }

  /** Calls back whenever a fault is turned on or off. */
  watch(watcher: (fault: Fault) => void): void {
    this.#watchers.add(watcher);
  }

  #tell(fault: Fault): void {
    for (const watcher of this.#watchers) watcher(fault);
  }
}
