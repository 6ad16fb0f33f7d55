import type { Locator, Page } from '@playwright/test';
import type { RouterFields } from '#shared/contract/routers.ts';
import type { RouterBeside } from '../../fixtures/router-beside.ts';
import { call } from '../call.ts';
import { Told } from './sync-page.ts';

/** Who is online. */
export class OnlinePage {
  readonly page: Page;
  readonly rows: Locator;
  readonly dialog: Locator;
  readonly notices: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page
      .getByRole('grid', { name: 'Online' })
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') });
    this.dialog = page.getByRole('dialog');
    this.notices = page.getByRole('note');
  }

  /** Has these procedures answered so from now on: what a server tells, without a server. */
  async tell(answers: Readonly<Record<string, (input: unknown) => unknown>>): Promise<void> {
    await this.page.route('**/rpc/online/*', async (route) => {
      const answer = answers[new URL(route.request().url()).pathname.split('/').at(-1) ?? ''];
      if (!answer) return route.fallback();
      const { json: input } = (route.request().postDataJSON() ?? {}) as { json?: unknown };
      const told = answer(input);
      if (!(told instanceof Told)) return route.fulfill({ json: { json: told } });
      const { code, params } = told;
      const json = { defined: true, code: 'REFUSED', status: 422, message: 'REFUSED', data: { code, params } };
      return route.fulfill({ status: 422, json: { json } });
    });
  }

  row(username: string): Locator {
    return this.rows.filter({ hasText: username });
  }

  /** Tells the office of a router, as its form would. */
  async addRouter(router: RouterBeside, name: string, more: Partial<RouterFields> = {}): Promise<void> {
    const { who } = (await call(this.page, 'signIn/state', {})) as { who: { operatorId: string } };
    await call(this.page, 'routers/add', router.fields(who.operatorId, { name, writes: false, ...more }));
  }
}
