import { describe, expect, test } from 'vitest';
import type { PullReply } from '#shared/sync/pull.ts';
import { adds, central, changes, customer, does, mutation, NORTH, NOW, payment, SOUTH } from './central.ts';
import { hasPostgreSql } from './databases.ts';

const linesIn = ({ rows }: PullReply): string[] =>
  rows.flatMap((one) => (one.entity === 'ledger-entry' ? [one.row.id] : [])).sort();

describe.skipIf(!hasPostgreSql())('customers who are removed for good', () => {
  test('given somebody who has paid, when they are purged, then what was taken in and taken back stays, as it does in an office, and nothing else', async () => {
    const { database, console } = await central();
    const rahim = customer('rahim', { operatorId: NORTH });
    const code = { method: 'mpesa' as const, reference: 'QGH7XK2LM9', operatorId: NORTH };
    const paid = payment(rahim.id, 500, code);
    const slip = payment(rahim.id, 300);
    const back = payment(rahim.id, -300, { kind: 'reversal', method: null, reverses: slip.id });
    const charge = payment(rahim.id, -200, { kind: 'charge', method: null });
    const waived = payment(rahim.id, 200, { kind: 'reversal', method: null, reverses: charge.id });
    const office = console();
    const lines = [paid, slip, back, charge, waived];
    await office.push([adds([rahim], lines), does(rahim.id, { action: 'delete' })]);
    const seen = console(NORTH);
    expect(linesIn(await seen.pull())).toHaveLength(lines.length);
    const purge = mutation({ name: 'customers.remove', args: { by: '', at: NOW, ids: [rahim.id], why: 'purge' } });
    expect((await office.push([purge])).results).toMatchObject([{ status: 'applied', rejections: [] }]);
    const money = [paid.id, slip.id, back.id].sort();
    const kept = await database.query<{ id: string }>('SELECT id FROM ledger_entry ORDER BY id');
    expect(kept.map(({ id }) => id)).toEqual(money);
    // Who comes new learns of the money too, but for whom it is no business of.
    for (const operator of [undefined, NORTH]) expect(linesIn(await console(operator).pull())).toEqual(money);
    expect(linesIn(await console(SOUTH).pull())).toEqual([]);
    expect(await seen.pull()).toMatchObject({ rows: [], tombstones: [{ entity: 'customer', id: rahim.id }] });
    // The code was used, whoever is gone.
    const karim = customer('karim');
    const again = changes(karim.id, {}, { action: 'pay', lines: [payment(karim.id, 500, code)] });
    expect((await office.push([adds([karim]), again])).results[1]?.rejections).toMatchObject([
      { code: 'PAYMENT_REFERENCE_TAKEN' },
    ]);
  });
});
