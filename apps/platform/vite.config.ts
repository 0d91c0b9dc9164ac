import { defineConfig } from 'vite';

/**
 * The browser's bundles: the staff screens and the small islands of the citizen's pages. Server pages are not built:
 * see docs/decisions/0002.
 */
export default defineConfig({
  base: '/assets/client/',
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2023',
    rolldownOptions: {
      input: {
        office: 'src/web/office/client/main.tsx',
        'signature-pad': 'src/web/pre-enrolment/client/signature-pad.ts',
        'staff-passkey': 'src/web/staff-passkey/register.ts',
        placing: 'src/web/account/legalise/client/placing.ts',
        uploading: 'src/web/account/legalise/client/uploading.ts',
        passkeys: 'src/web/account/security/client/passkeys.ts',
      },
    },
  },
});
