import { readFileSync } from 'node:fs';
import * as XLSX from 'xlsx';
import { Host } from '../host.ts';
import { ReportsPage } from '../pages/reports-page.ts';
import { expect, test } from '../test.ts';

const HEADINGS =
  'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address,Client Type,Medium,Sharing,Distribution Point,Division,District,Thana';

const REFERENCE = {
  packages: [{ name: 'Home 10M', connection: 'pppoe', downKbps: 10240, upKbps: 5120, price: '800', validityDays: 30 }],
  billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
};

/** The month under way by the clock of the ISP: whoever is imported now is one of its subscribers. */
const month = new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 7);

test.use({
  opening: `/reports?month=${month}`,
  // eslint-disable-next-line no-empty-pattern -- Playwright wants to see which fixtures it needs: none
  host: async ({}, use) => {
    const host = new Host();
    try {
      host.cli('reference import', host.file('reference.json', JSON.stringify(REFERENCE)));
      const rows = [
        'karim,pass-123,Karim Mia,01711000001,,admin,Home 10M,Monthly,,House 1,Home,Wired,Shared,POP,Dhaka,Dhaka,Mirpur',
        'rahim,pass-123,Rahim Uddin,01711000002,,admin,Home 10M,Monthly,,House 2,Home,Wired,Shared,POP,Dhaka,Dhaka,',
      ];
      host.cli('import', host.file('june.csv', [HEADINGS, ...rows].join('\n')));
      await use(host);
    } finally {
      await host.remove();
    }
  },
});

test('Given a value that is missing, when it is filled in from the report, then the report is complete and its file holds it', async ({
  page,
  shell,
}) => {
  const report = new ReportsPage(page);
  await expect(report.fact('Subscribers')).toHaveText('2');
  await expect(report.fact('With values missing')).toHaveText('1');
  await expect(report.missing.getByRole('row', { name: /rahim/ })).toContainText('Thana');

  const before = XLSX.read(readFileSync(await report.export('.xlsx')));
  expect(XLSX.utils.sheet_to_json<Record<string, unknown>>(before.Sheets['Subscribers']!)).toMatchObject([
    { client_name: 'Karim Mia', thana: 'Mirpur' },
    { client_name: 'Rahim Uddin' },
  ]);

  await report.missing.getByRole('link', { name: 'Fill in what is missing of rahim' }).click();
  await page.getByRole('textbox', { name: 'Thana' }).fill('Pallabi');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/\(rahim\) is saved\./)).toBeVisible();
  await shell.visit(`/reports?month=${month}`);
  await expect(report.complete).toBeVisible();

  const book = XLSX.read(readFileSync(await report.export('.xlsx')));
  expect(book.SheetNames).toEqual(['Subscribers', 'Summary']);
  const sheet = book.Sheets['Subscribers']!;
  expect(XLSX.utils.sheet_to_json(sheet)).toMatchObject([
    { client_name: 'Karim Mia', client_mobile: '01711000001', selling_price_bdt_excluding_vat: 800 },
    { client_name: 'Rahim Uddin', thana: 'Pallabi' },
  ]);
  expect((sheet['M2'] as XLSX.CellObject).t).toBe('s');
  const csv = readFileSync(await report.export('.csv'), 'utf8');
  expect(csv).toMatch(/^\uFEFFclient_type,connection_type,.*\r\nHome,Wired,Karim Mia,POP,Shared,/);
});

test('Given a month before anybody was there, when it is chosen, then the report says that nobody was', async ({
  page,
}) => {
  const report = new ReportsPage(page);
  await expect(report.fact('Subscribers')).toHaveText('2');
  await page.getByRole('combobox', { name: 'Month' }).click();
  await page.getByRole('option').nth(3).click();
  await expect(page.getByText('Nobody was a subscriber in this month.')).toBeVisible();
});
