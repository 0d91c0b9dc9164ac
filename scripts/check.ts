import { checks } from './checks.ts';

let failed = 0;
for (const check of checks) {
  const complaint = await check.run();
  console.log(complaint === undefined ? `✓ ${check.name}` : `✗ ${check.name}\n${complaint}\n`);
  if (complaint !== undefined) failed++;
}
process.exit(failed === 0 ? 0 : 1);
