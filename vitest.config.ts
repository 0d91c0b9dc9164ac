import { configDefaults, defineConfig } from 'vitest/config';

/** What takes longer than a quarter of an hour has `long` in its name and waits for `npm run test:long`. */
const long = process.env['SHUBBAK_TEST_LONG'] ? [] : ['**/*.long.test.ts'];

/** What needs a token and a compiled library waits for `npm run test:pkcs11`. */
const pkcs11 = process.env['SHUBBAK_TEST_PKCS11'] ? [] : ['**/*.pkcs11.test.ts'];

export default defineConfig({
  test: {
    include: ['packages/**/*.test.{ts,tsx}', 'apps/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', '*.test.ts'],
    exclude: [...configDefaults.exclude, ...long, ...pkcs11],
    globalSetup: ['scripts/run-folder.ts', 'apps/platform/test/postgres.ts'],
    // A worker reads each module once, not once a file; what a file opens it closes itself, and no test replaces a module.
    isolate: false,
    // Two cores: more workers than that only make each other late.
    maxWorkers: 2,
    // A busy machine is slow, not wrong: these only end what hangs.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
