import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Fails with every breach of WCAG 2.2 AA that axe finds on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  // The page's own policy forbids foreign scripts, and it stays in force: axe comes in by the debugger.
  const found = await page.evaluate(
    `(() => { ${axe}; return axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }); })()`,
  );
  const { violations } = found as { violations: readonly Violation[] };
  const breaches = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map(node => node.html.slice(0, 160)).join('\n    ')}`,
  );
  expect(breaches, `axe on ${new URL(page.url()).pathname.split('/').slice(0, 3).join('/')}`).toEqual([]);
}
