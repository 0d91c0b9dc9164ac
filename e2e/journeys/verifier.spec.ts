import { expect, type Locator, type Page, test } from '@playwright/test';
import { formatCode, newCode } from '../../apps/platform/src/modules/acts/codes.ts';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { makeAct, type MadeAct } from '../counter.ts';
import { expectRevisionOf } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';

test.use({ javaScriptEnabled: false });

let act: MadeAct;
test.beforeAll(async () => {
  act = await makeAct(newCitizen('ar'));
});

inLanguagesOf('fr', (language, words) => {
  test('« N’importe qui scanne le QR » : lu sur une page à 150 dpi, il ouvre le document scellé, octet pour octet', async ({
    page,
    request,
  }) => {
    const answer = await page.goto(act.verifyUrl);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('verification.valid-title'));
    await expect(page.getByText(words('verification.demo-title'))).toBeVisible();
    await expect(page.getByText(act.number)).toBeVisible();

    await expect(page.getByText(nameIn(language, act.citizen.name)), 'les noms restent masqués').toHaveCount(0);
    await expectAccessible(page);
    await expectNoOverflow(page);

    const opening = page.waitForRequest(each => each.method() === 'POST');
    await page.getByRole('button', { name: openingWords(words) }).click();
    const asked = await opening;
    const opened = await request.post(asked.url(), { headers: await asked.allHeaders() });
    expect(opened.headers()).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    const pdf = await opened.body();
    await expectRevisionOf(act.pdf, pdf);
  });

  test('« ou tape le code » : les fautes de frappe sont nommées, et la bonne saisie répond', async ({ page }) => {
    await page.goto('/v');
    await expectAccessible(page);
    const wrongSign = exchanged(act.code);
    await expectTypingError(page, words, act.code.slice(1), words('acts.code-length', { length: 15 }));
    await expectTypingError(
      page,
      words,
      `U${act.code.slice(1)}`,
      words('acts.code-character', { position: 1, character: 'U' }),
    );
    await expectTypingError(page, words, wrongSign, words('acts.code-check'));
    await expectAccessible(page);
    await expectNoOverflow(page);

    // As people copy: small letters, spaces for dashes, the letter O for a zero.
    const typed = act.code.toLowerCase().replaceAll('0', 'o').replaceAll(/.{4}/g, '$& ');
    await type(page, words, typed);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('verification.valid-title'));
    await expect(page.getByText(words('verification.no-key-title'))).toBeVisible();
    await expect(page.getByRole('button', { name: openingWords(words) })).toHaveCount(0);
    await expectAccessible(page);
  });

  test('« réponse uniforme à un code faux » : deux codes inconnus ont la même page', async ({ page, request }) => {
    const [first, second] = await Promise.all([newCode(), newCode()].map(code => request.get(`/v/${code}`)));
    expect(first?.status()).toBe(404);
    expect(await first?.text()).toBe(await second?.text());
    await page.goto('/v');
    await type(page, words, formatCode(newCode()));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('verification.unknown-title'));
    await expectAccessible(page);
    await expectNoOverflow(page);
  });

  test('« avec la clé, un bouton » : une clé altérée dit le document valable, mais ne l’ouvre pas', async ({
    page,
    request,
  }) => {
    const altered = act.verifyUrl.replace(/.$/, last => (last === 'A' ? 'Q' : 'A'));
    await page.goto(altered);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('verification.valid-title'));
    await expect(page.getByText(words('verification.wrong-key'))).toBeVisible();
    await expect(page.getByRole('button', { name: openingWords(words) })).toHaveCount(0);
    await expectAccessible(page);
    const forced = await request.post(altered);
    expect(forced.status()).toBe(404);
    expect(forced.headers()['content-type']).toContain('text/html');
  });
});

async function type(page: Page, words: Words, code: string): Promise<Locator> {
  const field = page.getByRole('textbox', { name: words('verification.code-label') });
  await field.fill(code);
  await page.getByRole('button', { name: words('verification.check') }).click();
  return field;
}

async function expectTypingError(page: Page, words: Words, code: string, error: string): Promise<void> {
  const field = await type(page, words, code);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('verification.mistyped-title'));
  await expect(page.getByText(error)).toBeVisible();
  await expect(field, 'ce qui a été tapé reste').toHaveValue(code);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
}

/** Name of the button that opens the sealed file, without its marks. */
function openingWords(words: Words): string {
  return words.rich('verification.open', { num: passage => passage.join('') }).join('');
}

/** The code with its first two different neighbours exchanged, as a hasty reader does. */
function exchanged(code: string): string {
  return code.replace(/(.)(?!\1)(.)/, '$2$1');
}
