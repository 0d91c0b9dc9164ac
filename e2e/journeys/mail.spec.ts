import { expect, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { makeAct } from '../counter.ts';
import { inLanguagesOf, wordsIn } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { address } from '../platform.ts';

inLanguagesOf('fr', language => {
  test('« un courriel, s’il en a donné l’adresse » : dans la langue de la personne, et aucun lien n’y connecte', async ({
    page,
  }) => {
    // The person reads another language than the browser of whoever looks into the simulated mailbox.
    const citizen = newCitizen(language, { email: `amal.${language}.${Date.now()}@example.ma` });
    const words = wordsIn(language);
    const { number } = await makeAct(citizen);

    const message = page.getByRole('listitem').filter({ hasText: citizen.contacts?.email ?? '' });
    await expect(async () => {
      await page.goto('/mailbox');
      await expect(message).toHaveCount(1, { timeout: 1 });
    }).toPass({ timeout: 30_000 });
    await expectAccessible(page);
    await message.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('notifications.act-ready-subject'));
    await expect(page.getByText(words('notifications.act-ready-happened')).first()).toBeVisible();
    await expectNoOverflow(page);

    const text = (await page.getByRole('main').textContent()) ?? '';
    expect(text, 'ni nom, ni numéro d’acte').not.toContain(number);
    expect(text).not.toContain(citizen.name.latin);
    const links = await page.frameLocator('iframe').getByRole('link').all();
    const addresses = await Promise.all(links.map(link => link.getAttribute('href')));
    const written = text.match(/https?:\/\/[^\s<>»)]+/g) ?? [];
    const all = [...new Set([...addresses, ...written])];
    expect(all.length).toBeGreaterThan(0);
    for (const each of all) {
      expect(each?.startsWith(`${address}/`), `${each} est du guichet`).toBe(true);
      await page.goto(each ?? '');
      await expect(page.getByRole('button', { name: words('account.sign-out') })).toHaveCount(0);
      await expect(page.getByText(citizen.name.latin)).toHaveCount(0);
    }
  });
});
