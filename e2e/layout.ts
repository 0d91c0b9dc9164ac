import { expect, type Page } from '@playwright/test';

/** Fails when the page must be moved sideways to be read on a small telephone, 360 pixels wide (WCAG 2.2, 1.4.10). */
export async function expectNoOverflow(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const excess = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(excess, `${new URL(page.url()).pathname.split('/').slice(0, 3).join('/')} at 360 px`).toBe(0);
  if (before) await page.setViewportSize(before);
}
