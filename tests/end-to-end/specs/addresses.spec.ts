import { RecordsPage } from '../pages/records-page.ts';
import { expect, test } from '../test.ts';

test.use({ opening: '/settings/network-addresses' });

test('Given the sample blocks, when addresses are reserved and a package is given pools, then list, map and the other form show it', async ({
  shell,
  findings,
  page,
}) => {
  const records = new RecordsPage(page);
  await records.edit('103.150.40.0/27');
  await expect(records.form.getByRole('textbox', { name: 'Line 1: first address' })).toHaveValue('103.150.40.2');
  await records.form.getByRole('button', { name: 'Reserve addresses' }).click();
  await expect(records.form.getByRole('textbox', { name: 'Line 2: first address' })).toBeFocused();
  await page.keyboard.type('103.150.41.9');
  await records.save();
  await expect(records.form).toContainText('Reserved, line 2: "103.150.41.9" is not an address of this block.');
  await records.fill({ 'Line 2: first address': '১০৩.150.40.10', 'Line 2: last address': '103.150.40.12' });
  await records.fill({ 'Line 2: what for': 'servers' });
  expect(await findings()).toEqual([]);
  await records.save();
  // Three customers sit there, and keep their addresses.
  await expect(records.row('103.150.40.0/27')).toContainText(/2 ranges.*6 of 23.*3 on reserved addresses/);

  await page.getByRole('link', { name: 'Map of 103.150.40.0/27' }).click();
  await expect(shell.heading('Addresses of 103.150.40.0/27')).toBeVisible();
  const cell = (address: string) =>
    page.getByRole('gridcell', { name: new RegExp(`^${address.replaceAll('.', '\\.')} `) });
  await expect(cell('103.150.40.2')).toHaveAccessibleName('103.150.40.2 Reserved: servers');
  await expect(cell('103.150.40.1')).toHaveAccessibleName('103.150.40.1 Gateway');
  await expect(cell('103.150.40.10')).toContainText('T');
  expect(await findings()).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await findings()).toEqual([]);

  // One Tab stop; the arrows go to a customer, Enter opens the page.
  await cell('103.150.40.0').focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await expect(cell('103.150.40.5')).toBeFocused();
  await page.keyboard.press('End');
  await expect(cell('103.150.40.15')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await expect(cell('103.150.40.16')).toBeFocused();
  await cell('103.150.40.5').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/customers\//);

  await shell.visit('/settings/packages');
  await records.edit('Home 20M');
  await records.form.getByRole('checkbox', { name: '10.20.0.0/16' }).check();
  await records.fill({ 'Burst download': '5' });
  await records.save();
  await expect(records.form).toContainText('A burst is faster than the speed itself.');
  await records.fill({ 'Burst download': '80' });
  await records.save();
  await expect(records.form).toHaveCount(0);
  await shell.visit('/settings/network-addresses');
  await expect(records.row('10.20.0.0/16')).toContainText('+1');
});

test('Given a block of 16 million addresses, when its map is paged and searched, then the place is there', async ({
  shell,
  page,
}) => {
  const records = new RecordsPage(page);
  await records.begin('Add block');
  await records.fill({ Block: '11.0.0.0/8', Gateway: '11.0.0.1' });
  await records.save('Add block');
  await expect(records.row('11.0.0.0/8')).toContainText('0 of 16,777,213');
  await records.act('11.0.0.0/8', 'Map of the addresses');
  await expect(shell.main).toContainText('16,777,213 free of 16,777,213');
  await page.getByRole('textbox', { name: 'Go to address' }).fill('11.200.3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Addresses 11.200.3.0 to 11.200.3.255' })).toBeVisible();
  await page.getByRole('gridcell').first().focus();
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('grid', { name: 'Addresses 11.200.4.0 to 11.200.4.255' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Go to address' }).fill('12.0.0.1');
  await page.keyboard.press('Enter');
  await expect(shell.main).toContainText('12.0.0.1 is not in 11.0.0.0/8.');
});

test('Given a customer of a large block, when the address is changed by keyboard, then free ones are found by their beginning, and one that is taken is told at the field', async ({
  shell,
  findings,
  page,
}) => {
  await shell.visit('/settings/network-addresses');
  await page.getByRole('link', { name: 'Map of 10.20.0.0/16' }).click();
  await page.getByRole('gridcell', { name: /^10\.20\.0\.14 / }).click();
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Change IP address' }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('combobox', { name: 'IP address', exact: true });
  await expect(dialog).toContainText('65,524 free');

  await field.fill('10.20.0.1');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('10.20.0.1 is the gateway of its network.');
  await expect(dialog.getByRole('button', { name: 'Change IP address' })).toBeDisabled();
  await field.fill('১০.20.3');
  await expect(dialog.getByRole('option').first()).toHaveText('10.20.3.0');
  expect(await findings()).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Kept for this customer until');
  await expect(field).toHaveValue(/^10\.20\.3\.[01]$/);
  await dialog.getByRole('button', { name: 'Next free' }).click();
  await expect(field).toHaveValue('10.20.0.10');
  await dialog.getByRole('button', { name: 'Change IP address' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(shell.main).toContainText('10.20.0.10');
});
