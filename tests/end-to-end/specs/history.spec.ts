import { readFileSync } from 'node:fs';
import * as XLSX from 'xlsx';
import { HistoryPage } from '../pages/history-page.ts';
import { expect, test } from '../test.ts';

test('Given a password that was looked at, when the history is filtered, then who did it stands there, can be opened, and is exported', async ({
  customers,
  customer,
  shell,
  page,
}) => {
  await customers.row('ayesha').dblclick();
  await customer.fact('Password').getByRole('button', { name: 'Show' }).click();
  await shell.section('History').click();
  const history = new HistoryPage(page);
  await expect(history.line('Password shown')).toHaveCount(1);
  await expect(history.line('Password shown')).toContainText('admin');
  await expect(history.line('Sample ISP')).toHaveCount(1);

  await history.choose('Customer: Password shown');
  await expect(history.line(/./)).toHaveCount(1);
  await expect(page).toHaveURL(/action=customer\.reveal-password/);

  const sheet = XLSX.read(readFileSync(await history.export('.xlsx'))).Sheets['History']!;
  expect(XLSX.utils.sheet_to_json(sheet)).toEqual([
    expect.objectContaining({ Who: 'admin', What: 'Password shown', Kind: 'Customer', Record: 'ayesha' }),
  ]);
  expect(readFileSync(await history.export('.csv'), 'utf8')).toContain(',Password shown,Customer,ayesha,');

  await history.line('Password shown').getByRole('link', { name: 'ayesha' }).click();
  await expect(customer.fact('Username')).toHaveText('ayesha');
});

test('Given the history, when a customer is asked for by username, then only that one’s lines stay until the filter goes', async ({
  shell,
  page,
}) => {
  await shell.section('History').click();
  const history = new HistoryPage(page);
  await history.customer.fill('nobody-is-called-this');
  await history.customer.press('Enter');
  await expect(page.getByText('No customer is called nobody-is-called-this.')).toBeVisible();
  await history.customer.fill('ayesha');
  await history.customer.press('Enter');
  await expect(page.getByRole('heading', { name: 'No matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everybody’s history' }).click();
  await expect(history.line('Sample ISP')).toHaveCount(1);
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByRole('heading', { name: 'No matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(history.line('Sample ISP')).toHaveCount(1);
});
