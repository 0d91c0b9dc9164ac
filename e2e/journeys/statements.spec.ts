import { randomInt } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { signInOnScreen, staffNameIn } from '../staff-screens.ts';

inLanguagesOf('fr', (_language, words) => {
  test('« deux administrateurs signent ce qu’un officier peut signer » : proposée, signée à deux, retirée par un seul', async ({
    page,
    browser,
  }) => {
    const reference = `${randomInt(1000, 10_000)}/2026`;
    const officer = staffNameIn(words, 'bourgogne-officer');
    await openStatements(page, words, 'casablanca-administrator-1');
    await expectAccessible(page);
    await page.getByRole('button', { name: words('statements.propose-delegation') }).click();
    const form = page.getByRole('dialog', { name: words('statements.propose-delegation') });
    await form.getByLabel(words('statements.subject')).fill(officer);
    await form.getByRole('button', { name: officer }).click();
    await form.getByLabel(words('statements.reference')).fill(reference);
    await form.getByLabel(words('statements.offices'), { exact: true }).fill('MAA03');
    await form.getByRole('checkbox', { name: /MAA03/ }).check();
    await expectAccessible(page);
    await form.getByRole('button', { name: words('statements.propose') }).click();

    const proposal = page.getByRole('article').filter({ hasText: reference });
    await expect(proposal).toContainText(words('statements.lacks', { lacking: 2 }));
    await proposal.getByRole('button', { name: words('statements.sign') }).click();
    await expect(page.getByText(words('statements.done-signed'))).toBeVisible();
    await expect(proposal, 'une seule personne ne suffit pas').toContainText(words('statements.lacks', { lacking: 1 }));
    await expect(proposal.getByRole('button', { name: words('statements.sign') })).toHaveCount(0);
    await expectAccessible(page);
    await expectNoOverflow(page);

    const colleague = await openElsewhere(browser, page, words, 'casablanca-administrator-2');
    const waiting = colleague.getByRole('article').filter({ hasText: reference });
    await expect(waiting).toContainText(words('statements.nature-legalisation'));
    await waiting.getByRole('button', { name: words('statements.sign') }).click();
    await expect(colleague.getByText(words('statements.done-stated'))).toBeVisible();
    const kept = colleague.getByRole('listitem').filter({ hasText: reference });
    await expect(kept).toContainText(words('statements.state-in-force'));

    await kept.getByRole('button', { name: words('statements.revoke') }).click();
    const dialog = colleague.getByRole('dialog', { name: words('statements.revoke-title') });
    await dialog.getByLabel(words('statements.revoke-reason')).selectOption('mistaken');
    await dialog.getByRole('button', { name: words('statements.revoke'), exact: true }).click();
    await expect(colleague.getByText(words('statements.done-revoked'))).toBeVisible();
    await expect(kept).toContainText(words('statements.state-revoked'));
    await colleague.context().close();
  });
});

inLanguagesOf('ar', (_language, words) => {
  test('« signé en votre nom » : l’officier arrête sa clé lui-même, et deux administrateurs lui en redonnent une', async ({
    page,
    browser,
  }) => {
    const officer = staffNameIn(words, 'mohammedia-officer');
    await signInOnScreen(page, words, 'mohammedia-officer');
    await page.goto('/office/signed');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('statements.signed-title'));
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('button', { name: words('statements.disown') }).click();
    const sure = page.getByRole('dialog', { name: words('statements.disown-title') });
    await expectAccessible(page);
    await sure.getByRole('button', { name: words('statements.disown') }).click();
    await expect(page.getByText(words('statements.stopped-title'))).toBeVisible();

    const first = await openElsewhere(browser, page, words, 'mohammedia-administrator-1');
    await first.getByRole('radio', { name: words('statements.kind-credential') }).check();
    await expect(first.getByRole('listitem').filter({ hasText: officer }).first()).toContainText(
      words('statements.state-revoked'),
    );
    await first.getByRole('button', { name: words('statements.propose-credential') }).click();
    const form = first.getByRole('dialog', { name: words('statements.propose-credential') });
    await form.getByLabel(words('statements.subject')).fill(officer);
    await form.getByRole('button', { name: officer }).click();
    await expect(form.getByLabel(words('statements.passkey'))).toHaveValue(/./);
    await expectAccessible(first);
    await form.getByRole('button', { name: words('statements.propose') }).click();
    const proposal = first.getByRole('article').filter({ hasText: officer });
    await proposal.getByRole('button', { name: words('statements.sign') }).click();
    await expect(first.getByText(words('statements.done-signed'))).toBeVisible();
    const second = await openElsewhere(browser, page, words, 'mohammedia-administrator-2');
    await second
      .getByRole('article')
      .filter({ hasText: officer })
      .getByRole('button', { name: words('statements.sign') })
      .click();
    await expect(second.getByText(words('statements.done-stated'))).toBeVisible();
    await first.context().close();
    await second.context().close();
  });
});

async function openStatements(page: Page, words: Words, key: string): Promise<void> {
  await signInOnScreen(page, words, key);
  await page.goto('/office/statements');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('statements.title'));
}

/** Somebody else, at another computer, in the same language. */
async function openElsewhere(browser: Browser, page: Page, words: Words, key: string): Promise<Page> {
  const locale = await page.evaluate<string>('navigator.language');
  const context = await browser.newContext({ locale, baseURL: new URL(page.url()).origin });
  const other = await context.newPage();
  await openStatements(other, words, key);
  return other;
}
