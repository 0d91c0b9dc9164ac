import { createHmac } from 'node:crypto';
import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { printSlip, type Slip } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';

const password = 'olivier-fontaine-jeudi';

/** A phone's own authenticator, as Chromium plays it: it verifies its user and keeps its passkeys to itself. */
async function addAuthenticator(page: Page): Promise<CDPSession> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return browser;
}

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoOverflow(page);
}

inLanguagesOf('fr', (language, words) => {
  test('« une clé d’accès » : créée puis utilisée, au clavier seul', async ({ page }) => {
    await addAuthenticator(page);
    const slip = await printSlip(newCitizen(language));
    const keys = keyboardOf(page);

    await page.goto('/account/activate');
    await keys.type(words('account.number'), slip.accountNumber);
    await keys.type(words('account.code'), slip.activationCode);
    await keys.type(words('account.new-password'), password);
    await keys.type(words('account.repeat'), password);
    await keys.press(words('account.activate'));
    await keys.follow(words('security.title'));
    await expect(page.getByText(words('security.method-slip'))).toBeVisible();
    await look(page);

    await keys.follow(words('security.passkeys'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('security.passkeys'));
    await look(page);
    await keys.follow(words('security.passkey-new'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('security.step-up-title'));
    await look(page);
    await keys.type(words('account.password'), password);
    await keys.press(words('security.step-up'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('security.passkey-new'));
    await look(page);
    await keys.type(words('security.passkey-name'), 'mon téléphone');
    await keys.press(words('security.passkey-make'));
    await expect(page.getByText(words('security.passkey-added'))).toBeVisible();
    await expect(page.getByText('mon téléphone')).toBeVisible();
    await look(page);

    await keys.press(words('account.sign-out'));
    await keys.follow(words('account.door-sign-in'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('account.sign-in-title'));
    await look(page);
    await keys.press(words('security.passkey-sign-in'));
    await expect(page).toHaveURL(/\/account$/);
    await look(page);
    await keys.follow(words('security.waiting-count', { count: 1 }));
    await expect(page.getByText(words('security.level-high'), { exact: true })).toBeVisible();
    await expect(page.getByText(words('security.event-passkey-added')).first()).toBeVisible();
    await keys.press(words('security.waiting-seen'));
    await expect(page.getByText(words('security.waiting'))).toHaveCount(0);
  });
});

inLanguagesOf('ar', (language, words) => {
  test('« une application de codes », un appareil partagé, et ce que chacun voit de ses connexions', async ({
    page,
    browser,
  }) => {
    const slip = await printSlip(newCitizen(language));
    await activate(page, words, slip);
    await page.goto('/account/security/codes');
    await look(page);
    await page.getByRole('button', { name: words('security.codes-begin') }).click();
    await page.getByLabel(words('account.password'), { exact: true }).fill(password);
    await page.getByRole('button', { name: words('security.step-up'), exact: true }).click();
    await page.getByRole('button', { name: words('security.codes-begin') }).click();
    await expect(page.getByRole('img', { name: words('security.codes-qr') })).toBeVisible();
    await look(page);
    const secret = (await page.locator('[data-secret]').textContent()) ?? '';
    await page.getByLabel(words('account.app-code')).fill(codeOf(secret));
    await page.getByRole('button', { name: words('security.codes-confirm') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('security.recovery-codes'));
    await look(page);
    const recovery = (await page.locator('main ol li').first().textContent()) ?? '';

    const café = await browser.newContext({ javaScriptEnabled: false });
    const there = await café.newPage();
    await there.goto('/account/sign-in?shared=1');
    await expect(there.getByLabel(words('account.shared'))).toBeChecked();
    await expect(there.getByLabel(words('account.name'))).toHaveAttribute('autocomplete', 'off');
    await look(there);
    await there.getByLabel(words('account.name')).fill(slip.accountNumber);
    await there.getByLabel(words('account.password')).fill(password);
    await there.getByRole('button', { name: words('account.sign-in'), exact: true }).click();
    await expect(there.getByRole('heading', { level: 1 })).toHaveText(words('account.app-code-title'));
    await look(there);
    await there.getByLabel(words('account.app-code')).fill('000000');
    await there.getByRole('button', { name: words('account.sign-in'), exact: true }).click();
    await expect(there.getByText(words('identity.code-wrong')).first()).toBeVisible();
    await there.getByLabel(words('account.app-code')).fill(recovery.trim());
    await there.getByRole('button', { name: words('account.sign-in'), exact: true }).click();
    await expect(there).toHaveURL(/\/account$/);
    const kept = (await café.cookies()).filter(({ expires }) => expires !== -1);
    expect(
      kept.map(({ name }) => name),
      'rien ne survit à la fermeture du navigateur',
    ).toEqual([]);

    await page.goto('/account/sessions');
    await expect(page.getByText(words('security.on-shared'))).toBeVisible();
    await look(page);
    await page.getByRole('button', { name: words('account.sessions-end-others') }).click();
    await there.goto('/account/security');
    await expect(there).toHaveURL(/\/account\/sign-in/);
    await café.close();
  });

  test('« un mot de passe oublié » : la page répond de même, que le compte existe ou non', async ({ page }) => {
    await page.goto('/account/sign-in');
    await page.getByRole('link', { name: words('account.forgotten-recover') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('security.recover-name-title'));
    await look(page);
    await page.getByRole('textbox').fill('personne@example.ma');
    await page.getByRole('button', { name: words('security.recover-send') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('security.recover-code-title'));
    await look(page);
    await page.getByLabel(words('security.recover-code')).fill('123456');
    await page.getByRole('button', { name: words('security.recover-go-on') }).click();
    await expect(page.getByText(words('identity.recovery-refused')).first()).toBeVisible();
    await look(page);
  });
});

async function activate(page: Page, words: Words, slip: Slip): Promise<void> {
  await page.goto('/account/activate');
  await page.getByLabel(words('account.number')).fill(slip.accountNumber);
  await page.getByLabel(words('account.code')).fill(slip.activationCode);
  await page.getByLabel(words('account.new-password'), { exact: true }).fill(password);
  await page.getByLabel(words('account.repeat'), { exact: true }).fill(password);
  await page.getByRole('button', { name: words('account.activate') }).click();
  await expect(page).toHaveURL(/\/account$/);
}

/** What somebody does who has no mouse: Tab to what one hears the name of, then type, Enter. */
function keyboardOf(page: Page) {
  const reach = async (role: 'link' | 'button' | 'textbox', name: string): Promise<void> => {
    const wanted =
      role === 'textbox'
        ? page.getByLabel(name, { exact: true })
        : page.getByRole(role, { name, exact: role === 'button' });
    await expect(wanted.first()).toBeVisible();
    for (let steps = 0; steps < 60; steps += 1) {
      const there = await wanted.evaluateAll(elements => elements.some(element => element === document.activeElement));
      if (there) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach “${name}”`);
  };
  return {
    type: async (label: string, text: string): Promise<void> => {
      await reach('textbox', label);
      await page.keyboard.type(text);
    },
    press: async (name: string): Promise<void> => {
      await reach('button', name);
      await page.keyboard.press('Enter');
    },
    follow: async (name: string): Promise<void> => {
      await reach('link', name);
      await page.keyboard.press('Enter');
    },
  };
}

/** The code that an app shows now for a secret in base 32 (RFC 6238), computed apart from the platform. */
function codeOf(secret: string): string {
  const bits = Array.from(secret.replaceAll(/\s/g, ''), sign =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  ).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
