import { expect, type Page, test } from '@playwright/test';
import { zoneOf } from '../../apps/platform/src/adapters/station/index.ts';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import type { Citizen } from '../../apps/platform/src/processes/demo/people.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { readSlip } from '../counter.ts';
import { expectSound } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { printed, signInOnScreen, tabTo } from '../staff-screens.ts';
import { agreeAtVisit, visitStep } from '../visits.ts';

/** Everything that a clerk does with hand or keyboard from the code to the slip: fields filled count one each. */
const mostActions = 8;

inLanguagesOf('fr', (language, words) => {
  test('« une visite, au clavier » : de la carte lue au récépissé, empreinte comprise', async ({ page }) => {
    const citizen = newCitizen(language);
    await signInOnScreen(page, words, 'maarif-clerk');
    await page.goto('/office/enrol');
    const start = page.locator('#visit-start');
    await expect(start).toBeFocused();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await pairStation(page, words);

    let actions = 0;
    const { keyboard } = page;
    await start.focus();
    // A keyboard-wedge reader types the zone, line by line.
    for (const line of zoneOfCitizen(citizen)) await keyboard.type(`${line}\n`);
    actions += 1;
    await expect(page.getByLabel(words('office.counter-number'), { exact: true })).toHaveValue(citizen.document.number);
    await expect(visitStep(page, words, 'facts')).toBeFocused();
    await keyboard.press('Enter');
    const arabic = page.getByLabel(words('office.counter-name-arabic'));
    await expect(arabic).toBeFocused();
    await keyboard.type(citizen.name.arabic);
    actions += 1;
    await expect(visitStep(page, words, 'attest')).toBeVisible();
    await keyboard.press('Control+Enter');
    await expect(page.getByLabel(words('office.visit-attest'))).toBeFocused();
    await keyboard.press('Space');
    actions += 2;
    await expect(visitStep(page, words, 'person')).toBeVisible();
    await keyboard.press('Control+Enter');
    actions += 1;
    await expectAccessible(page);
    await agreeAtVisit(page, words, { fingerprint: true });
    await expect(visitStep(page, words, 'fingerprint')).toBeFocused();
    await keyboard.press('Enter');
    actions += 1;
    await expect(page.getByText(words('office.visit-fingerprint-taken', { quality: 72 }))).toBeVisible();
    await expect(visitStep(page, words, 'finish')).toBeVisible();
    await keyboard.press('Control+Enter');
    actions += 1;
    const name = nameIn(language, { ...citizen.name, latin: citizen.name.latin.toUpperCase() });
    await expect(page.getByRole('heading', { name: words('office.visit-done', { name }) })).toBeFocused();
    await expectAccessible(page);
    const slip = await printed(page, page.getByRole('button', { name: words('office.visit-print-slip') }));
    actions += 1;
    await expectSound(slip);
    await readSlip(slip);
    expect(actions).toBeLessThanOrEqual(mostActions);
  });
});

inLanguagesOf('ar', (language, words) => {
  test('« من لا يوقّع ولا يقرأ » : شاهدان، نص مقروء بصوت مسموع، ووصل', async ({ page }) => {
    const citizen = newCitizen(language);
    const witnesses = [newCitizen(language), newCitizen(language)] as const;
    await signInOnScreen(page, words, 'maarif-clerk');
    await page.goto('/office/enrol');
    await page.locator('#visit-start').fill(zoneOfCitizen(citizen).join('\n'));
    await page.getByLabel(words('office.counter-name-arabic')).fill(citizen.name.arabic);
    await page.getByRole('radio', { name: words('office.visit-cannot', { cannot: 'both' }) }).check({ force: true });
    for (const [index, witness] of witnesses.entries()) {
      const fields = page.getByRole('group', { name: words('office.visit-witness', { number: index + 1 }) });
      // The second comes with the first one's card: the same person twice.
      const shown = index === 1 ? witnesses[0] : witness;
      await fields.getByLabel(words('office.visit-witness-zone')).fill(zoneOfCitizen(shown).join('\n'));
      await expect(fields.getByLabel(words('office.counter-number'))).toHaveValue(shown.document.number);
      await fields.getByLabel(words('office.counter-name-arabic')).fill(witness.name.arabic);
    }
    await page.getByLabel(words('office.visit-warned')).check();
    await page.getByLabel(words('office.visit-attest')).check();
    await expectAccessible(page);
    await visitStep(page, words, 'person').click();
    await expectAccessible(page);
    await agreeAtVisit(page, words, { signs: false, aloud: true });
    await visitStep(page, words, 'finish').click();
    await expect(page.getByRole('alert').getByText(words('visit.witness-twice'))).toBeVisible();

    const second = page.getByRole('group', { name: words('office.visit-witness', { number: 2 }) });
    await second.getByLabel(words('office.visit-witness-zone')).fill(zoneOfCitizen(witnesses[1]).join('\n'));
    await expect(second.getByLabel(words('office.counter-number'))).toHaveValue(witnesses[1].document.number);
    await visitStep(page, words, 'person').click();
    await agreeAtVisit(page, words, { signs: false, aloud: true });
    await visitStep(page, words, 'finish').click();
    await readSlip(await printed(page, page.getByRole('button', { name: words('office.visit-print-slip') })));
  });
});

/** The three lines on the back of a citizen's card. */
function zoneOfCitizen({ name, document, birthDate }: Citizen): readonly string[] {
  const [given = '', ...family] = name.latin.split(' ');
  return zoneOf({ ...document, birthDate: birthDate ?? '', given, family: family.join(' ') });
}

/** Once a browser: the code that the station's bridge shows; the simulated one shows it on the screen itself. */
async function pairStation(page: Page, words: Words): Promise<void> {
  const code = page.getByLabel(words('office.visit-pair-code'), { exact: true });
  const shown = await page.getByText(words('office.visit-pair-simulated', { code: '' }).trim()).textContent();
  await tabTo(page, code);
  await page.keyboard.type(/\d{6}/.exec(shown ?? '')?.[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words('office.visit-bridge-simulated'))).toBeVisible();
}
