import { expect, onTestFinished, test } from 'vitest';
import type { Role } from '#shared/domain/operator/role.ts';
import { Office } from '../features/office.ts';
import { RouterBeside } from '../fixtures/router-beside.ts';
import { ranOn } from './told-core.ts';

// Who may not decide what becomes of the office's work is refused by the command line too: the commands, on a real core.

test.each(['cashier', 'technician'] as const satisfies readonly Role[])(
  'given a %s, when each command of synchronisation is called, then how far it is is told, and everything else refused',
  async (role) => {
    const router = await RouterBeside.start();
    const office = new Office();
    onTestFinished(async () => {
      await office[Symbol.asyncDispose]();
      await router[Symbol.asyncDispose]();
    });
    const admin = await office.open();
    await router.addTo(admin);
    const { operators } = await admin.reference.lists();
    const operatorId = operators[0]?.id ?? '';
    const { id } = await admin.staff.add({ operatorId, name: 'Nila', role });
    const nila = office.as({ staffUserId: id, operatorId, name: 'Nila', role, isRoot: true });
    const status = await ranOn(nila, 'sync', { options: { status: true, json: true } });
    expect(status.status).toBe(0);
    expect(JSON.parse(status.out)).toMatchObject({ server: null });
    const yes = { options: { yes: true } };
    for (const [name, typed] of [
      ['sync', { options: { pause: true } }],
      ['sync', { options: { resume: true } }],
      ['sync leave', yes],
      ['sync join', yes],
      ['enroll', { words: ['http://127.0.0.1:9', 'CODE'], ...yes }],
      ['conflicts', {}],
      ['conflicts keep-mine', { options: { all: true } }],
      ['conflicts keep-theirs', { options: { all: true } }],
      ['conflicts set', { words: ['one', 'value'] }],
      ['router take', { words: ['RTR-1'] }],
    ] as const) {
      await expect(ranOn(nila, name, typed), name).rejects.toMatchObject({ data: { code: 'not-allowed' } });
    }
  },
);
