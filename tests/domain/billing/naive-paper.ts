// A ledger on paper: lines one below the other, added up anew each time somebody asks. Days are whole days since 1970.

export interface Line {
  readonly kind: string;
  readonly amount: number;
  readonly at: number;
  readonly due: number | null;
  readonly from?: number;
  readonly to?: number;
  readonly reverses?: Line;
}

export class Paper {
  readonly lines: Line[] = [];

  write(kind: string, amount: number, at: number, more: Partial<Line> = {}): void {
    if (amount !== 0) this.lines.push({ kind, amount, at, due: null, ...more });
  }

  get balance(): number {
    return this.lines.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Takes the last line of a kind back that was not. Answers what is in the customer's favour by it. */
  takeBack(kind: string, at: number): number {
    const taken = this.#taken();
    const last = this.lines.findLast((one) => one.kind === kind && !taken.has(one));
    if (!last) return 0;
    this.write('reversal', -last.amount, at, { reverses: last });
    return -last.amount;
  }

  /** All money that came in pays the charges one after the other, from the first: is one left that is overdue? */
  isBehind(now: number): boolean {
    const taken = this.#taken();
    const real = this.lines.filter((line) => line.reverses === undefined && !taken.has(line));
    let money = real.reduce((sum, { amount }) => sum + Math.max(0, amount), 0);
    return real.some(({ amount, due }) => {
      if (amount > 0) return false;
      money += amount;
      return money < 0 && due !== null && due <= now;
    });
  }

  #taken = (): ReadonlySet<Line | undefined> => new Set(this.lines.map(({ reverses }) => reverses));
}
