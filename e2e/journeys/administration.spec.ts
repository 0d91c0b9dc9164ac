import { type CDPSession, expect, type Locator, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { placeNameIn, signInOnScreen, staffNameIn } from '../staff-screens.ts';

/** A device with a passkey of its own: Chromium's virtual authenticator, whose user is always there and verified. */
async function withAuthenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable', { enableUI: false });
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

/** Opens a part of the administration by its link. */
async function openPart(page: Page, words: Words, part: 'staff' | 'proposals' | 'roles' | 'rights'): Promise<void> {
  await page
    .getByRole('navigation', { name: words('administration.sections') })
    .getByRole('link', { name: words(`administration.section-${part}`) })
    .click();
}

const rowOf = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text });

inLanguagesOf('fr', (language, words) => {
  test('« prise de service » : le code remis en main propre devient une clé, l’agent travaille, puis son prochain clic est refusé', async ({
    page,
    browser,
  }) => {
    const name = { arabic: 'زكرياء بنجلون', latin: 'Zakaria BENJELLOUN' };
    await signInOnScreen(page, words, 'casablanca-administrator-1');
    await page.goto('/office/administration');
    await page.getByRole('button', { name: words('administration.take-on') }).click();
    await page.getByLabel(words('administration.name-arabic')).fill(name.arabic);
    await page.getByLabel(words('administration.name-latin')).fill(name.latin);
    await expectAccessible(page);
    await page.getByRole('button', { name: words('administration.take-on-submit'), exact: true }).click();
    await expect(page.getByRole('heading', { name: nameIn(language, name) })).toBeVisible();

    await page.getByRole('button', { name: words('administration.hand-over-code') }).click();
    await page.getByLabel(words('administration.identity-seen')).check();
    await page.getByRole('button', { name: words('administration.hand-over-submit') }).click();
    const paper = page.getByRole('dialog', { name: words('administration.code-title') });
    const code = (await paper.locator('.ticket-code').textContent()) ?? '';
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    await expectAccessible(page);
    await paper.getByRole('button', { name: words('administration.code-handed') }).click();

    await page
      .getByRole('button', { name: words('administration.give-posting') })
      .first()
      .click();
    const posting = page.getByRole('dialog', { name: words('administration.give-posting') });
    await posting.getByLabel(words('administration.role')).selectOption({ label: words('organisation.role-clerk') });
    const offices = posting.getByLabel(words('administration.office'), { exact: true });
    const annex = await offices.getByRole('option').filter({ hasText: 'MAA03' }).getAttribute('value');
    await offices.selectOption(annex);
    await posting.getByRole('button', { name: words('administration.give-posting') }).click();
    await expect(page.getByText(words('administration.posting-given'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    const device = await browser.newContext();
    const desk = await device.newPage();
    await withAuthenticator(desk);
    await desk.goto('/office/passkey');
    await desk.getByLabel(words('staff-passkey.code')).fill(code);
    await desk.getByLabel(words('staff-passkey.name')).fill(name.latin);
    await desk.getByRole('button', { name: words('staff-passkey.register') }).click();
    await expect(desk.getByText(words('staff-passkey.done'))).toBeVisible();
    await desk.getByRole('link', { name: words('staff-passkey.sign-in') }).click();
    await desk.getByRole('button', { name: words('office.sign-in-passkey') }).click();
    const search = desk.getByLabel(words('office.counter-find'));
    await expect(search, 'il est au guichet').toBeVisible();

    await rowOf(page, placeNameIn(words, 'maarif-clerk'))
      .getByRole('button', { name: words('administration.end-now') })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('administration.end-now') })
      .click();
    await expect(page.getByText(words('administration.posting-ended-now'))).toBeVisible();
    await search.fill('AB123456');
    await search.press('Enter');
    const ended = desk.getByRole('dialog', { name: words('office.session-ended') });
    await expect(ended, 'son prochain clic est refusé').toBeVisible();
    await ended.getByRole('button', { name: words('office.sign-in-passkey') }).click();
    await expect(ended.getByText(words('organisation.no-posting'))).toBeVisible();
    await device.close();
  });
});

inLanguagesOf('ar', (language, words) => {
  test('« دور من صنع الجماعة » : مسؤول يقترح وآخر يوافق، ثم تشرح الشاشة من أين جاء الحق', async ({ page, browser }) => {
    // One a language: the long run tells it four times in the same commune.
    const roleName = `مراقبة السجلات ${language}`;
    const right = words('administration.permission-requests-read');
    await signInOnScreen(page, words, 'casablanca-administrator-1');
    await page.goto('/office/administration/roles');
    await page.getByRole('button', { name: words('administration.compose-role') }).click();
    const composing = page.getByRole('dialog', { name: words('administration.compose-role') });
    for (const each of ['ar', 'fr', 'zgh', 'en']) await composing.locator(`#role-name-${each}`).fill(roleName);
    await composing.getByRole('checkbox', { name: right }).check();
    await expectAccessible(page);
    await composing.getByRole('button', { name: words('administration.propose') }).click();
    const card = page.getByRole('region', { name: roleName });
    await expect(card.getByText(words('administration.own-proposal'))).toBeVisible();
    await expect(card.getByRole('button', { name: words('administration.approve') })).toHaveCount(0);

    const other = await browser.newContext();
    const second = await other.newPage();
    await signInOnScreen(second, words, 'casablanca-administrator-2');
    await second.goto('/office/administration/proposals');
    const theirs = second.getByRole('region', { name: roleName });
    await theirs.getByRole('button', { name: words('administration.approve') }).click();
    await expect(theirs.getByText(words('administration.proposal-state-approved'))).toBeVisible();
    await expectAccessible(second);
    await other.close();

    await openPart(page, words, 'staff');
    const auditor = staffNameIn(words, 'maarif-cashier');
    await page.getByRole('link', { name: auditor }).click();
    await page
      .getByRole('button', { name: words('administration.give-posting') })
      .first()
      .click();
    const posting = page.getByRole('dialog', { name: words('administration.give-posting') });
    await posting.getByLabel(words('administration.role')).selectOption({ label: roleName });
    const offices = posting.getByLabel(words('administration.office'), { exact: true });
    const annex = await offices.getByRole('option').filter({ hasText: 'MAA03' }).getAttribute('value');
    await offices.selectOption(annex);
    await posting.getByRole('button', { name: words('administration.give-posting') }).click();
    await expect(page.getByText(words('administration.posting-given'))).toBeVisible();

    await openPart(page, words, 'rights');
    await page.getByLabel(words('administration.right')).selectOption({ label: right });
    await page.getByRole('main').getByLabel(words('administration.office'), { exact: true }).selectOption(annex);
    const reason = rowOf(page, auditor);
    await expect(reason).toContainText(roleName);
    await expect(reason, 'ومن منحه').toContainText(staffNameIn(words, 'casablanca-administrator-1'));
    await expectAccessible(page);
    await expectNoOverflow(page);
  });
});
