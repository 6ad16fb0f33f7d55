import { AxeBuilder } from '@axe-core/playwright';
import { StandInGateway } from '../../fixtures/gateway.ts';
import { MessagesPage } from '../pages/messages-page.ts';
import { expect, test } from '../test.ts';

test('Given a new ISP, when a text and a gateway are described, then a trial shows what the gateway says', async ({
  page,
  shell,
  findings,
}) => {
  await using gateway = await new StandInGateway().start();
  const messages = new MessagesPage(page);
  await shell.section('Messages').click();
  await expect(page.getByText('There is no gateway yet')).toBeVisible();
  expect(await findings()).toEqual([]);
  await page.getByRole('link', { name: 'Set up messages…' }).click();

  const text = page.getByRole('textbox', { name: 'Text' }).first();
  await text.fill('প্রিয় ');
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(text).toHaveValue('প্রিয় {name}');
  await expect(text).toBeFocused();
  await expect(page.getByText('প্রিয় Rahim Uddin')).toBeVisible();
  await expect(page.getByText('18 of 70 signs, 1 message · with Bangla')).toBeVisible();
  await text.fill('Dear {naem}');
  await expect(page.getByText('{naem} stands for nothing.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await text.fill('');
  await expect(text).not.toHaveAttribute('aria-invalid', 'true');
  await text.fill('Dear customer');

  const address = page.getByRole('textbox', { name: 'Address' });
  await messages.describeGateway('http://gateway.example/send', 'key-of-the-gateway');
  await expect(address).toBeFocused();
  await expect(page.getByText('can be read by everybody on the way')).toBeVisible();
  await messages.describeGateway(gateway.url, 'key-of-the-gateway');
  await expect(page.getByText('There is one. Leave this empty to keep it.')).toBeVisible();

  const trial = page.getByRole('region', { name: 'Trial' });
  await trial.getByRole('textbox', { name: 'Phone' }).fill('01711000009');
  await trial.getByRole('button', { name: 'Send the trial' }).click();
  await expect(trial.getByText('The gateway took it')).toBeVisible();
  expect(gateway.received[0]?.headers['authorization']).toBe('Bearer key-of-the-gateway');
  gateway.mood = 'says-no';
  await trial.getByRole('button', { name: 'Send the trial' }).click();
  await expect(trial.getByText('It was not sent')).toBeVisible();
  await expect(trial.locator('pre')).toContainText('Insufficient balance');
  gateway.mood = 'reset';
  await trial.getByRole('button', { name: 'Send the trial' }).click();
  await expect(trial.getByText('It may have been sent or not', { exact: true })).toBeVisible();
  await expect(trial.getByText('It was not sent')).toHaveCount(0);
  expect(await findings()).toEqual([]);
  await shell.wear('dark');
  await expect(page.getByRole('region', { name: 'Gateway' })).toBeVisible();
  expect(await findings()).toEqual([]);
});

test('Given a gateway, when payment details are sent from the menu of a customer, then it has the password and the history does not', async ({
  page,
  shell,
  customers,
  actions,
}) => {
  await using gateway = await new StandInGateway().start();
  const messages = new MessagesPage(page);
  await shell.visit('/settings/messages');
  await messages.describeGateway(gateway.url, 'key-of-the-gateway');
  await expect(page.getByText('Saved.')).toBeVisible();
  await shell.visit('/customers');
  await customers.row('rahim.uddin').click();
  await customers.row('rahim.uddin').press('Enter');
  await actions.choose('Send payment details');
  const shown = (await actions.dialog.locator('blockquote').textContent()) ?? '';
  expect(shown).toContain('rahim.uddin');
  const arrived = gateway.another();
  await actions.dialog.getByRole('button', { name: 'Send payment details', exact: true }).click();
  await arrived;
  const sent = gateway.received[0]?.body ?? '';
  expect(sent).toContain('rahim.uddin');
  expect(sent).not.toContain('****');
  await shell.section('Messages').click();
  await expect(messages.rows.first()).toContainText('Sent');
  await expect(messages.rows.first()).toContainText('your password ******');
});

test('Given a program that is killed while a gateway holds its answer, when it starts again, then nobody knows, and only a person sends it again', async ({
  host,
  page: before,
  shell,
  context,
}) => {
  await using gateway = await new StandInGateway().start();
  const described = new MessagesPage(before);
  await shell.visit('/settings/messages');
  await described.describeGateway(gateway.url, 'key-of-the-gateway');
  await expect(before.getByText('Saved.')).toBeVisible();

  gateway.mood = 'slow';
  const trial = before.getByRole('region', { name: 'Trial' });
  await trial.getByRole('textbox', { name: 'Phone' }).fill('01711000009');
  const arrived = gateway.another();
  await trial.getByRole('button', { name: 'Send the trial' }).click();
  await arrived;
  // Nobody waits for the answer any more: what is being sent goes on.
  await before.close();
  await host.end('SIGKILL');
  gateway.release();
  gateway.mood = 'taken';
  const page = await context.newPage();
  const messages = new MessagesPage(page);
  await page.goto(`${await host.start()}#/messages`);

  await messages.tab('Not known').check();
  await expect(messages.rows).toHaveCount(1);
  await expect(messages.rows.first()).toContainText('Lastmile ended while it was being sent');
  expect(gateway.received).toHaveLength(1);
  await page.getByRole('grid', { name: 'Messages' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(messages.dialog).toContainText('Lastmile ended while it was being sent');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(messages.dialog).toHaveCount(0);
});

test('Given a customer who asks for no messages, when that is noted on the page, then it is shown and can be taken back', async ({
  page,
  customers,
}) => {
  await customers.grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const contact = page.getByRole('region', { name: 'Contact' });
  await contact.getByRole('button', { name: 'Stop messages' }).click();
  await expect(contact.getByText('Has asked not to be sent messages')).toBeVisible();
  await expect(contact.getByRole('button', { name: 'Allow messages' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(contact.getByText('May be sent messages')).toBeVisible();
});

test('Given a customer who asks for no messages, when payment details are to be sent, then it says why and nothing can be pressed', async ({
  page,
  shell,
  customers,
  actions,
}) => {
  await using gateway = await new StandInGateway().start();
  await shell.visit('/settings/messages');
  await new MessagesPage(page).describeGateway(gateway.url, 'key-of-the-gateway');
  await expect(page.getByText('Saved.')).toBeVisible();
  await shell.visit('/customers');
  await customers.row('rahim.uddin').click();
  await customers.row('rahim.uddin').press('Enter');
  await page.getByRole('button', { name: 'Stop messages' }).click();
  await actions.choose('Send payment details');
  await expect(actions.dialog.getByRole('alert')).toHaveText('The customer has asked not to be sent messages.');
  const send = actions.dialog.getByRole('button', { name: 'Send payment details', exact: true });
  await expect(send).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(actions.dialog).toBeVisible();
  expect(gateway.received).toEqual([]);
});

test('Given a gateway that refuses, when something is sent, then the sidebar counts it until somebody looks, and the list shows text and reason', async ({
  page,
  shell,
  customers,
  actions,
  findings,
}) => {
  await using gateway = await new StandInGateway().start();
  const messages = new MessagesPage(page);
  await shell.visit('/settings/messages');
  await messages.describeGateway(gateway.url, 'key-of-the-gateway');
  await expect(page.getByText('Saved.')).toBeVisible();
  gateway.mood = 'says-no';
  const trial = page.getByRole('region', { name: 'Trial' });
  await trial.getByRole('textbox', { name: 'Phone' }).fill('01711000009');
  await trial.getByRole('button', { name: 'Send the trial' }).click();
  const section = shell.section('Messages');
  await expect(section).toHaveAccessibleDescription(/1 message was not sent/);
  await expect(section).toContainText('1');
  expect(await findings()).toEqual([]);

  await shell.visit('/customers');
  await customers.row('rahim.uddin').click();
  await customers.row('rahim.uddin').press('Enter');
  await actions.choose('Send payment details');
  const arrived = gateway.another();
  await actions.confirm('Send payment details');
  await arrived;
  await section.click();
  await expect(messages.rows).toHaveCount(2);
  await expect(messages.rows.first()).toContainText('Not sent');
  await expect(messages.rows.first()).toContainText('without the text that means success');
  await expect(messages.rows.first()).toContainText('your password ******');
  await expect(section).not.toHaveAccessibleDescription(/not sent/);
  await shell.section('Customers').click();
  await expect(customers.grid).toBeVisible();
  await expect(section).not.toHaveAccessibleDescription(/not sent/);

  await section.click();
  const before = await messages.rows.last().boundingBox();
  await messages.rows.last().getByRole('gridcell').first().click();
  const picked = page.getByRole('region', { name: 'Selected messages' });
  await expect(picked).toContainText('A trial is not sent again from here');
  await expect(picked.getByRole('button', { name: 'Send again (0)' })).toBeDisabled();
  expect((await messages.rows.last().boundingBox())?.y).toBe(before?.y);
  expect(await findings()).toEqual([]);
});

test('Given answers that come late, when the page is opened, then nobody can type where the field goes away again', async ({
  page,
  shell,
}) => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
  for (const procedure of ['templates', 'gateway']) {
    await page.route(`**/rpc/messages/${procedure}`, async (route) => {
      await answered;
      await route.fallback();
    });
  }
  await shell.visit('/settings/messages');
  await expect(shell.heading('Messages')).toBeVisible();
  // Before it is known whether there is a gateway to try, nothing is offered that would try it.
  await expect(page.getByRole('region', { name: 'Texts' })).toBeVisible();
  await expect(shell.main.getByRole('textbox')).toHaveCount(0);
  answer(undefined);
  await expect(page.getByRole('region', { name: 'Texts' }).getByRole('textbox', { name: 'Text' })).toBeVisible();
});

test('Given a text that was changed and not saved, when it is left for another page or another text, then it is asked first', async ({
  page,
  shell,
}) => {
  await shell.visit('/settings/messages');
  const text = page.getByRole('region', { name: 'Texts' }).getByRole('textbox', { name: 'Text' });
  await text.fill('Dear {name}, pay soon.');
  await page.getByRole('radio', { name: 'Welcome' }).click();
  await expect(shell.dialog).toContainText('Leave without saving?');
  await shell.dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(text).toHaveValue('Dear {name}, pay soon.');
  await shell.section('Customers').click();
  await expect(shell.dialog).toContainText('Leave without saving?');
  await shell.dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(text).toHaveValue('Dear {name}, pay soon.');
  await page.getByRole('region', { name: 'Texts' }).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await shell.section('Customers').click();
  await expect(shell.heading('Customers')).toBeVisible();
});

test('Given a preset with YOUR-SID still in it, when it is saved, then it is refused at the field that has it', async ({
  page,
  shell,
}) => {
  await shell.visit('/settings/messages');
  const form = page.getByRole('region', { name: 'Gateway' });
  await form.getByRole('combobox', { name: 'Begin with' }).click();
  await page.getByRole('option', { name: 'SSL Wireless' }).click();
  await form.getByRole('textbox', { name: 'Key' }).fill('k');
  await form.getByRole('button', { name: 'Save' }).click();
  const body = form.getByRole('textbox', { name: 'Content of the body' });
  await expect(body).toBeFocused();
  await expect(form.getByText('YOUR-SID still stands in it.')).toBeVisible();
  await body.fill((await body.inputValue()).replace('YOUR-SID', 'ISPBD'));
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
});
