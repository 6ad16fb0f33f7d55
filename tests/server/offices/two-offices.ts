import { type Client, isp as usual, type Office } from '../../features/office.ts';
import { enrolled, type Isp, newIsp, newOffice, withPassword } from './isp.ts';

export const PASSWORD = 'correct horse battery';

/** An office with nothing of its own, in step with the server. */
export async function joined(
  isp: Isp,
  consoleName: string,
  operator = 'Shapla',
  now?: () => Date,
): Promise<{ readonly client: Client; readonly office: Office }> {
  const { client, office } = await newOffice(now, null);
  await withPassword(client);
  await enrolled(client, isp, operator, consoleName);
  return { client, office };
}

interface TwoOffices {
  readonly isp: Isp;
  readonly one: Client;
  readonly two: Client;
  /** The machines that they are on. */
  readonly first: Office;
  readonly second: Office;
}

/** An ISP with the usual records, and two offices of its own that have them. */
export async function twoOffices(now?: () => Date): Promise<TwoOffices> {
  const isp = await newIsp(now);
  const { client: one, office: first } = await newOffice(now, usual);
  await withPassword(one);
  await enrolled(one, isp, 'Shapla', 'one');
  const { client: two, office: second } = await joined(isp, 'two', 'Shapla', now);
  return { isp, one, two, first, second };
}

/** Both say and hear everything. */
export async function inStep(...clients: readonly Client[]): Promise<void> {
  for (const client of [...clients, ...clients]) await client.sync.now();
}
