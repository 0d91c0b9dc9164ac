import { afterAll, describe, expect, test } from 'vitest';
import { onePage } from './fixtures/pdfs.ts';
import { closeSandbox, runInSandbox } from './sandbox.ts';

afterAll(closeSandbox);

describe('the sandbox', () => {
  test('answers other jobs after one that threw, and after its process was ended', async () => {
    // A page picture that is no picture: a bug of a caller, not a hostile file.
    const broken = { image: new Uint8Array([1, 2, 3]), mm: { width: 210, height: 297 }, foot: 26 };
    await expect(runInSandbox('isFootEmpty', broken)).rejects.toThrow(/isFootEmpty/);
    expect(await runInSandbox('rebuildPdf', onePage())).toMatchObject({ ok: true });
    closeSandbox();
    expect(await runInSandbox('rebuildPdf', onePage())).toMatchObject({ ok: true });
  });

  test('serves requests that come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => runInSandbox('rebuildPdf', onePage())));
    expect(answers.map(answer => answer.ok)).toEqual(Array.from({ length: 12 }, () => true));
  });

  test('ends a file on which the parsing library turns in circles, and works on', async () => {
    // A closing parenthesis without its opening: the library reads it again and again.
    const circling = onePage({ catalog: '/OpenAction<</S/JavaScript/JS 1)>>' });
    const answer = await runInSandbox('rebuildPdf', circling, 1_500);
    expect(['documents.too-slow', 'documents.too-heavy']).toContain(answer.ok ? 'accepted' : answer.refusal.code);
    expect(await runInSandbox('rebuildPdf', onePage())).toMatchObject({ ok: true });
  });
});
