import { defineConfig } from '@playwright/test';
import { address, dataDir, port } from './platform.ts';

export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  // The journeys share one city, as people do; two cores are enough for one browser and one platform.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: address,
    locale: 'fr-MA',
    timezoneId: 'Africa/Casablanca',
    screenshot: 'only-on-failure',
    // Recording takes a sixth of a journey's time: `--trace on` plays one again with it.
    trace: process.env['SHUBBAK_TEST_LONG'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-quic',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
  },
  webServer: {
    // While journeys are written, they may be played on a platform that runs already.
    reuseExistingServer: process.env['SHUBBAK_E2E_REUSE'] === '1',
    command: 'node e2e/serve.mjs',
    cwd: '..',
    url: `${address}/health`,
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'pipe',
    env: { PORT: String(port), E2E_DATA_DIR: dataDir },
  },
});
