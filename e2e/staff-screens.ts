import { expect, type Locator, type Page, type Route } from '@playwright/test';
import { speakToCitizen } from '../apps/platform/src/web/office/client/counter/citizen/citizen-words.ts';
import { nameIn } from '../apps/platform/src/kernel/index.ts';
import { demoPeople } from '../apps/platform/src/demo/city/index.ts';
import type { Words } from './languages.ts';

/** Hands on the staff screens: what people do there, told by the names that they read. */

/** Signs in at the front door with the simulated authenticator, as the member of staff with this key. */
export async function signInOnScreen(page: Page, words: Words, key: string): Promise<void> {
  await page.goto('/office/sign-in');
  await chooseSimulated(page, words, key);
  await expect(page.getByRole('button', { name: words('office.sign-out') })).toBeVisible();
}

/** Chooses somebody in the simulated authenticator, wherever it is offered. */
export async function chooseSimulated(page: Page | Locator, words: Words, key: string): Promise<void> {
  const name = staffNameIn(words, key);
  await page.getByLabel(words('office.simulated-filter')).fill(name);
  await page.getByRole('button', { name }).click();
}

/** The member of staff with this key, as the screens of that language name them. */
export function staffNameIn({ language }: Words, key: string): string {
  return nameIn(language, staffOf(key).name);
}

/** The office or commune where that member of staff works, as the screens of that language name it. */
export function placeNameIn({ language }: Words, key: string): string {
  return staffOf(key).place[language];
}

function staffOf(key: string): (typeof demoPeople)[number] {
  const person = demoPeople.find(each => each.key === key);
  if (!person) throw new Error(`no member of staff ${key}`);
  return person;
}

/** The primary button of the counter, when it says that this is the next step; elsewhere others may say the same. */
export function nextStep(page: Page, words: Words, step: string): Locator {
  return page
    .locator('#counter-go-on')
    .and(page.getByRole('button', { name: words('office.counter-go-on', { step }) }));
}

/** The person draws their signature with the mouse in the open citizen's screen, in their own language, and agrees. */
export async function drawAndAgree(page: Page, words: Words): Promise<void> {
  const say = speakToCitizen(words.language);
  const dialog = page.getByRole('dialog', { name: words('office.counter-citizen-view') });
  await drawOn(page, dialog.getByRole('img', { name: say('citizen.pad') }));
  await dialog.getByRole('button', { name: say('citizen.agree'), exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Draws a signature with the mouse on a pad. */
export async function drawOn(page: Page, pad: Locator): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('the pad is not on the screen');
  const at = (step: number) => ({
    x: box.x + box.width * (0.2 + step * 0.012),
    y: box.y + box.height * (0.5 + 0.25 * Math.sin(step / 2)),
  });
  await page.mouse.move(at(0).x, at(0).y);
  await page.mouse.down();
  for (let step = 1; step <= 50; step += 1) await page.mouse.move(at(step).x, at(step).y);
  await page.mouse.up();
}

/** A file to bring in. */
export interface BroughtFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Drops files on the screen as a hand does from the desktop. */
export async function dropFiles(page: Page, files: readonly BroughtFile[]): Promise<void> {
  const data = await page.evaluateHandle(
    brought => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of brought) {
        const bytes = Uint8Array.from(atob(base64), character => character.codePointAt(0) ?? 0);
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      return transfer;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })),
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
}

/** The thumbnails of the document on the desk. */
export function pagesOf(page: Page, words: Words): Locator {
  return page.getByRole('list', { name: words('office.counter-pages') }).getByRole('button');
}

/** What the clerk judges by eye. */
export function checksOf(page: Page, words: Words): Locator {
  return page.getByRole('region', { name: words('office.counter-checks') }).getByRole('checkbox');
}

/** Ticks every check. */
export async function tickChecks(page: Page, words: Words): Promise<void> {
  for (const check of await checksOf(page, words).all()) {
    await check.check();
    await expect(check).toBeChecked();
  }
}

/** Presses a button that opens a paper in a window of its own, and answers the very bytes that the window got. */
export async function printed(page: Page, button: Locator): Promise<Buffer> {
  const coming = new Promise<Buffer>((resolve, reject) => {
    const keep = async (route: Route): Promise<void> => {
      const answer = await route.fetch();
      resolve(await answer.body());
      await route.fulfill({ response: answer });
    };
    page.route(/\/api\/v1\/.*(?:\.pdf(?:\?|$)|\/slip$)/, keep, { times: 1 }).then(() => button.click(), reject);
  });
  const opening = page.waitForEvent('popup');
  const paper = await coming;
  await (await opening).close();
  return paper;
}

/** Goes on with the Tab key until the control has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    if (await control.evaluate(element => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(control, 'atteint par la touche Tab').toBeFocused();
}
