import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeDraft } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { testDatabase } from '../../../test/database.ts';

const { as } = await testDatabase();
let office: TestOffice;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-journey-'));
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
  expect(office.failures).toEqual([]);
});

const judge = (name: string, bytes: Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return execFileSync('qpdf', ['--check', path], { encoding: 'utf8' });
};

describe('the counter journey over the API', () => {
  test('from a card to a sealed document that the judges accept', async () => {
    const clerk = await office.hire('clerk');
    const { path: at, view: request, personId } = await completeDraft(office, clerk);
    expect(request.missing).toEqual([]);
    expect(request.actions).toContain('submit');
    expect(request.document?.pages[0]).toMatchObject({ rotation: 0, crop: null });
    const preview = await office.ask(clerk, 'GET', `${at}/draft.pdf`);
    expect(judge('draft.pdf', preview.bytes)).toMatch(/No syntax or stream encoding errors/);
    const picture = await office.ask(
      clerk,
      'GET',
      `${request.document?.pages[0]?.image.replace('/api/v1', '')}&width=200`,
    );
    expect([picture.status, picture.type]).toEqual([200, 'image/jpeg']);
    const drawn = await office.ask(clerk, 'GET', request.signatories[0]?.signature ?? '');
    expect(drawn.bytes.toString()).toMatch(/^<svg .*<path d="M10 25L/);

    const submitted = await office.ask(clerk, 'POST', `${at}/submit`, { body: { version: request.version } });
    expect(submitted.json).toMatchObject({ state: 'queued', actions: ['reopen'] });

    const { officer, actor } = await office.appoint();
    const queue = await office.ask(actor, 'GET', `/offices/${office.commune.office.id}/requests?state=queued`);
    const line = queue.json.requests.find((each: { id: string }) => each.id === request.id);
    expect(line).toMatchObject({ nature: 'accommodation', pages: 1, signatories: [{ latin: 'Amina El Fassi' }] });
    const seen = await office.ask(actor, 'GET', at);
    expect(seen.json.actions).toEqual(['refuse', 'sign']);
    const prepared = await office.ask(actor, 'POST', '/preparations', {
      body: { officeId: office.commune.office.id, requests: [{ id: request.id, version: seen.json.version }] },
    });
    expect(prepared.json).toMatchObject({ state: 'ready', acts: [{ number: '2026/MAA03/000001', state: 'ready' }] });
    const final = await office.ask(actor, 'GET', prepared.json.acts[0].file.replace('/api/v1', ''));
    expect(judge('final.pdf', final.bytes)).toMatch(/No syntax/);

    const challenge = Buffer.from(prepared.json.authentication.challenge, 'base64url');
    const { credentialId, ...response } = officer.passkey.assert(challenge);
    const assertion = {
      id: credentialId,
      rawId: credentialId,
      type: 'public-key',
      response,
      clientExtensionResults: {},
    };
    const confirmed = await office.ask(actor, 'POST', `/preparations/${prepared.json.id}/confirm`, {
      body: { assertion },
    });
    expect(confirmed.json).toMatchObject({ state: 'finished', acts: [{ state: 'done' }] });

    const done = await office.ask(clerk, 'GET', at);
    expect(done.json).toMatchObject({ state: 'done', act: { number: '2026/MAA03/000001' } });
    const act = await office.ask(clerk, 'GET', `/acts/${done.json.act.id}`);
    expect(act.json).toMatchObject({ exemplars: 2, number: '2026/MAA03/000001' });
    for (const paper of ['sealed.pdf', 'label.pdf?exemplar=2', 'overprint.pdf']) {
      const answer = await office.ask(clerk, 'GET', `/acts/${done.json.act.id}/${paper}`);
      expect([paper, answer.status, answer.type]).toEqual([paper, 200, 'application/pdf']);
      expect(judge(`${paper.split('.')[0]}.pdf`, answer.bytes)).toMatch(/No syntax/);
    }
    expect(execFileSync('pdfsig', ['-nocert', join(folder, 'sealed.pdf')], { encoding: 'utf8' })).toMatch(
      /Signature is Valid/,
    );
    const slip = await office.ask(clerk, 'POST', `/people/${personId}/slip`, {
      body: { officeId: office.commune.office.id, requestId: request.id },
    });
    expect(judge('slip.pdf', slip.bytes)).toMatch(/No syntax/);
  });
});
