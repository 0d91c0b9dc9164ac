// Node strips types but knows no JSX, so it refuses to load .tsx. This hook transforms each such file as it is imported;
// the reasons are in docs/decisions/0002. Use: node --import ./apps/platform/src/platform/tsx/register.ts FILE.ts
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'oxc-transform';

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.tsx')) return nextLoad(url, context);
    return { format: 'module', source: transformTsx(fileURLToPath(url)), shortCircuit: true };
  },
});
// Positions in stack traces are those of the .tsx file.
process.setSourceMapsEnabled(true);

/** JavaScript of a .tsx file, its source map inline. Throws a SyntaxError that shows the line at fault. */
function transformTsx(path: string): string {
  const { code, map, errors } = transformSync(path, readFileSync(path, 'utf8'), {
    lang: 'tsx',
    sourceType: 'module',
    sourcemap: true,
    jsx: { runtime: 'automatic' },
    typescript: { onlyRemoveTypeImports: true },
  });
  const [error] = errors;
  if (error) throw new SyntaxError(`${path}: ${error.codeframe ?? error.message}`);
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
}
