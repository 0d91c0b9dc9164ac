import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Fails with every breach of WCAG 2.2 AA that axe finds on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const scriptless = await page.evaluate<boolean>("matchMedia('(scripting: none)').matches");
  const violations = await (scriptless ? judgeCopy(page) : judge(page));
  const breaches = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map(node => node.html.slice(0, 160)).join('\n    ')}`,
  );
  expect(breaches, `axe on ${new URL(page.url()).pathname.split('/').slice(0, 3).join('/')}`).toEqual([]);
}

/** The page's own policy forbids foreign scripts, and it stays in force: axe comes in by the debugger. */
function judge(page: Page): Promise<readonly Violation[]> {
  const run = `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(found => found.violations)`;
  return page.evaluate<readonly Violation[]>(`(() => { ${axe}; return ${run}; })()`);
}

/** A browser without scripts cannot run axe either: the same document, under the same address, is judged in one that has them. */
async function judgeCopy(page: Page): Promise<readonly Violation[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('this page has no browser of its own');
  const context = await browser.newContext({ javaScriptEnabled: true, viewport: page.viewportSize() });
  try {
    const copy = await context.newPage();
    const body = await page.content();
    await copy.route(page.url(), route => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
    await copy.goto(page.url());
    return await judge(copy);
  } finally {
    await context.close();
  }
}
