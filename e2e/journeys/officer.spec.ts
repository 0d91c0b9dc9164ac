import { expect, type Page, test } from '@playwright/test';
import type { Citizen } from '../../apps/platform/src/processes/demo/people.ts';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { queueRequest } from '../counter.ts';
import { expectSealed, expectSound } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { printed, signInOnScreen } from '../staff-screens.ts';

inLanguagesOf('ar', (language, words) => {
  test('« ouvre ce qui est à signer, page par page, et confirme par sa clé » : l’acte est scellé, et ses papiers s’impriment', async ({
    page,
  }) => {
    const citizen = newCitizen(language);
    await queueRequest(citizen);
    await signInOnScreen(page, words, 'maarif-officer');
    await tick(page, citizen, words);
    await open(page, citizen, words);
    await expectAccessible(page);
    // The same click twice: the second finds nothing left to do.
    await page.getByRole('button', { name: words('office.sign-prepare', { acts: 1 }) }).dblclick();

    const equal = page.getByRole('listitem').filter({ hasText: words('office.sign-check-equal') });
    await expect(equal).toContainText('1/1');
    await expectAccessible(page);
    await page.getByRole('button', { name: words('office.sign-sign', { acts: 1 }) }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: words('office.sign-simulated-confirm', { acts: 1 }) }).dblclick();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('office.sign-done', { acts: 1 }));
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1);
    await expectAccessible(page);
    const exemplar = { exemplar: 1, exemplars: 1 };
    await expectSealed(await printed(page, page.getByRole('button', { name: words('office.sign-open-sealed') })));
    await expectSound(
      await printed(page, page.getByRole('button', { name: words('office.sign-print-label', exemplar) })),
    );
    await expectSound(
      await printed(page, page.getByRole('button', { name: words('office.sign-print-overprint', exemplar) })),
    );
  });

  test('« plusieurs actes d’un seul geste » : tout est lu d’abord, puis une clé scelle les deux', async ({ page }) => {
    const citizens = [newCitizen(language), newCitizen(language)] as const;
    for (const citizen of citizens) await queueRequest(citizen);
    await signInOnScreen(page, words, 'maarif-officer');
    for (const citizen of citizens) await tick(page, citizen, words);
    await open(page, citizens[0], words);
    const prepare = page.getByRole('button', { name: words('office.sign-prepare', { acts: 2 }) });
    await expect(prepare, 'rien ne se prépare avant d’être lu').toHaveCount(0);
    await page.getByRole('button', { name: words('office.sign-read-on') }).click();
    await prepare.click();
    await page.getByRole('button', { name: words('office.sign-sign', { acts: 2 }) }).click();
    await page.getByRole('button', { name: words('office.sign-simulated-confirm', { acts: 2 }) }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('office.sign-done', { acts: 2 }));
    const [first, second] = await page.getByRole('heading', { level: 2 }).allTextContents();
    expect(numberOf(second) - numberOf(first), 'deux numéros qui se suivent').toBe(1);
  });

  test('« ou refuse avec un motif » : la demande passe aux refus à signer, sans numéro', async ({ page }) => {
    const citizen = newCitizen(language);
    await queueRequest(citizen);
    await signInOnScreen(page, words, 'maarif-officer');
    await open(page, citizen, words);
    await page.getByRole('button', { name: words('office.sign-refuse') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio').first().check({ force: true });
    await dialog.getByLabel(words('office.sign-refuse-note')).fill('La deuxième page manque.');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: words('office.sign-refuse-now') }).click();
    await expect(dialog).toHaveCount(0);
    const refusals = page.getByRole('list', { name: words('office.refusals-to-sign') });
    await expect(refusals.getByRole('checkbox', { name: nameIn(language, citizen.name) })).toBeVisible();
  });

  test('« sans délégation en vigueur, signer est impossible et dit pourquoi » : délégation finie, ou d’un autre bureau', async ({
    page,
  }) => {
    await queueRequest(newCitizen(language));
    await signInOnScreen(page, words, 'maarif-officer-ended');
    await expectCannotSign(page, words, words('organisation.delegation-ended', { reference: '|', date: '', time: '' }));
    await page.getByRole('button', { name: words('office.sign-out') }).click();
    await page.waitForURL('**/office/sign-in');

    await signInOnScreen(page, words, 'bourgogne-officer');
    const offices = page.getByLabel(words('office.choose-office'));
    const here = (await offices.getByRole('option').allTextContents()).find(name => /Mansour|المنصور/.test(name));
    await offices.selectOption({ label: here ?? '' });
    await expectCannotSign(page, words, words('organisation.delegation-other-office', { reference: '|' }));
  });

  test('« une clé d’accès » : celle que personne n’a enregistrée est refusée sans rien dire de plus', async ({
    page,
  }) => {
    const device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await device.send('WebAuthn.addCredential', { authenticatorId, credential: await unknownPasskey() });
    await page.goto('/office/sign-in');
    await page.getByRole('button', { name: words('office.sign-in-passkey') }).click();
    await expect(page.getByRole('alert')).toContainText(words('identity.passkey-refused'));
    await expectAccessible(page);
  });
});

async function tick(page: Page, citizen: Citizen, words: Words): Promise<void> {
  await page.getByRole('checkbox', { name: nameIn(words.language, citizen.name) }).check();
}

/** Opens a request of the queue and waits until its only page has stood on the screen. */
async function open(page: Page, citizen: Citizen, words: Words): Promise<void> {
  const queue = page.getByRole('navigation', { name: words('office.sign-queue') });
  const line = queue.getByRole('button', { name: nameIn(words.language, citizen.name) });
  await line.click();
  await expect(line).toContainText(words('office.sign-read'));
}

/** The reason stands there (its part before the reference), and nothing to sign with. */
async function expectCannotSign(page: Page, words: Words, reason: string): Promise<void> {
  await expect(page.getByText(words('office.sign-cannot'))).toBeVisible();
  const beginning =
    reason
      .split('|')[0]
      ?.replaceAll(/[\u2066-\u2069]/g, '')
      .trim() ?? reason;
  await expect(page.getByText(beginning)).toBeVisible();
  await expect(page.getByRole('button', { name: words('office.sign-prepare', { acts: 0 }) })).toHaveCount(0);
  await expectAccessible(page);
}

/** The running part of an entry number: 2026/MAA03/000017 → 17. */
function numberOf(entryNumber: string | undefined): number {
  return Number(entryNumber?.split('/').at(-1));
}

/** A passkey for this site that no account knows. */
async function unknownPasskey() {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
  return {
    credentialId: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64'),
    isResidentCredential: true,
    rpId: 'localhost',
    privateKey: bytes.toString('base64'),
    userHandle: Buffer.from('nobody').toString('base64'),
    signCount: 1,
  };
}
