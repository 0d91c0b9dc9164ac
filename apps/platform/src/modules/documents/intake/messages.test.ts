import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { droppable } from './pdf/hazards.ts';
import { qualityThresholds } from './pages/quality.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const messages = JSON.parse(readFileSync(join(folder, '../messages/fr.json'), 'utf8'));

/** Codes that the intake's own sources name. */
function codesInSources(): ReadonlySet<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = files.filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const text = sources.map(name => readFileSync(join(folder, name), 'utf8')).join('\n');
  return new Set(
    [...text.matchAll(/(?:refuse|Stop)\(\s*'(documents\.[a-z.-]+)'|code: '(documents\.[a-z.-]+)'/g)].map(
      ([, a, b]) => a ?? b ?? '',
    ),
  );
}

test('every refusal and notice of the intake has its sentence', () => {
  const codes = codesInSources();
  expect(codes.size).toBeGreaterThan(20);
  const verdicts = Object.keys(qualityThresholds).filter(kind => kind !== 'contrast');
  const derived = [
    ...droppable.map(name => `documents.dropped.${name}`),
    ...verdicts.map(kind => `documents.quality.${kind}`),
  ];
  for (const code of [...codes, ...derived]) expect(messages, code).toHaveProperty([code]);
});
