import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSoftwareKeys } from '../../../adapters/signers/software/index.ts';
import { type ActId, type CommuneId, newId, type OfficeId } from '../../../kernel/index.ts';
import { signRequest } from '../../../../test/sign-request.ts';
import {
  type AppointmentOptions,
  sendable,
  type TestOfficer,
  type TestSigning,
  testSigning,
} from '../../../../test/signing.ts';
import { type Manifest, manifestChallenge } from '../manifest.ts';
import { createSealerClient, type SealerClient } from './client.ts';
import { type RunningSealer, type SealerOptions, startSealer } from './start.ts';

const commune = newId<CommuneId>(new Date());
const office = newId<OfficeId>(new Date());
const minute = 60_000;

let folder: string;
let signing: TestSigning;
let client: SealerClient;
let running: RunningSealer | undefined;
let revocations: Map<string, Date>;
let now: Date;
const failures: unknown[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-sealer-'));
  now = new Date();
  revocations = new Map();
  failures.length = 0;
  signing = await testSigning({ dataDir: folder, commune, now });
  client = createSealerClient(join(folder, 'sealer.sock'));
  running = await start();
});

afterEach(async () => {
  client.close();
  await running?.stop();
  await signing.authority.stop();
  rmSync(folder, { recursive: true });
  expect(failures).toEqual([]);
});

function start(options: Partial<SealerOptions> = {}): Promise<RunningSealer> {
  return startSealer({
    socketPath: join(folder, 'sealer.sock'),
    journalPath: join(folder, 'journal'),
    keys: openSoftwareKeys(signing.authority.officerKeys),
    seals: signing.authority.seals,
    authorities: [{ url: signing.authority.url, trust: signing.authority.trust }],
    trust: { ceremonyKey: signing.ceremonyKey, origins: ['https://localhost'] },
    readRevocations: async () => revocations,
    clock: () => now,
    onFailure: error => failures.push(error),
    ...options,
  });
}

async function restart(options: Partial<SealerOptions> = {}): Promise<void> {
  await running?.stop();
  running = await start(options);
}

const appoint = (options: Partial<AppointmentOptions> = {}): Promise<TestOfficer> =>
  signing.appoint({ offices: [office], ...options });

const aRequest = (officer: TestOfficer, changed?: Partial<Manifest>, act?: Partial<Manifest['acts'][number]>) =>
  signRequest({ signing, commune, office, now }, officer, changed, act);

const refusal = (code: string, final = true) => expect.objectContaining({ kind: 'refused', code, final });
const journal = () =>
  readFileSync(join(folder, 'journal'), 'latin1')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line.slice(33)));

describe('sealing', () => {
  test('gives a timestamped CMS, journaled before it is answered, and the same one ever after', async () => {
    const { request, act } = aRequest(await appoint());
    const first = await client.sign(request);
    expect(first).toMatchObject({ kind: 'sealed', digest: act.digest.value });
    expect(journal().map(entry => entry.kind)).toEqual(['signed', 'sealed']);
    expect(await client.sign(request)).toEqual(first);
    await restart();
    expect(await client.sign(request)).toEqual(first);
    expect(journal()).toHaveLength(2);
  });

  test('is the same for two who ask at once', async () => {
    const { request } = aRequest(await appoint());
    const [one, two] = await Promise.all([client.sign(request), client.sign(request)]);
    expect(one).toEqual(two);
    expect(journal()).toHaveLength(2);
  });

  test('refuses another file under a number that was signed, and another number for the act', async () => {
    const officer = await appoint();
    const { request, act } = aRequest(officer);
    await client.sign(request);
    const otherFile = aRequest(officer, {}, { act: act.act });
    expect(await client.sign(otherFile.request)).toEqual(refusal('sealing.number-taken'));
    const otherAct = aRequest(officer, {}, { digest: act.digest });
    expect(await client.sign(otherAct.request)).toEqual(refusal('sealing.number-taken'));
    const otherNumber = aRequest(officer, {}, { ...act, number: 2, entry: '2026/MAA03/000002' });
    expect(await client.sign(otherNumber.request)).toEqual(refusal('sealing.number-taken'));
  });

  test('keeps its socket and journal to its own user', () => {
    for (const name of ['sealer.sock', 'journal']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });
});

describe('what the sealer does not believe', () => {
  test('a manifest altered after it was confirmed', async () => {
    const officer = await appoint();
    const { request } = aRequest(officer);
    const altered = Buffer.from(request.manifest, 'base64')
      .toString('utf8')
      .replace(/"value":"../, '"value":"00');
    expect(await client.sign({ ...request, manifest: Buffer.from(altered).toString('base64') })).toEqual(
      refusal('organisation.assertion-challenge'),
    );
  });

  test('a manifest in another spelling, with a member said twice, or whose number is not the one that it prints', async () => {
    const { request } = aRequest(await appoint());
    const text = Buffer.from(request.manifest, 'base64').toString('utf8');
    const misnamed = text.replace('"number":1', '"number":7');
    for (const changed of [` ${text}`, text.replace('{', '{"v":1,'), misnamed]) {
      expect(await client.sign({ ...request, manifest: Buffer.from(changed).toString('base64') })).toEqual(
        refusal('sealing.manifest-malformed'),
      );
    }
  });

  test('an assertion given for another manifest', async () => {
    const officer = await appoint();
    const replayed = { ...aRequest(officer).request, assertion: aRequest(officer).request.assertion };
    expect(await client.sign(replayed)).toEqual(refusal('organisation.assertion-challenge'));
  });

  test("another officer's passkey, or another officer's credential", async () => {
    const [officer, other] = [await appoint(), await appoint()];
    const { request } = aRequest(officer);
    const assertion = other.passkey.assert(manifestChallenge(Buffer.from(request.manifest, 'base64')));
    expect(await client.sign({ ...request, assertion })).toEqual(refusal('organisation.assertion-other-passkey'));
    const evidence = { ...request.evidence, credential: sendable(other.statements.credential) };
    expect(await client.sign({ ...request, assertion, evidence })).toEqual(refusal('sealing.other-officer'));
  });

  test('a passkey touched without verifying its user', async () => {
    const officer = await appoint();
    const { request } = aRequest(officer);
    const assertion = officer.passkey.assert(manifestChallenge(Buffer.from(request.manifest, 'base64')), {
      flags: 0x01,
    });
    expect(await client.sign({ ...request, assertion })).toEqual(refusal('organisation.assertion-user-unverified'));
  });

  test('a statement altered, unsigned, or hanging from another ceremony', async () => {
    const officer = await appoint();
    const { request } = aRequest(officer);
    const altered = Buffer.from(officer.statements.delegation.body).toString('utf8').replace('12/2026', '13/2026');
    const delegations = [{ ...sendable(officer.statements.delegation), body: Buffer.from(altered).toString('base64') }];
    expect(await client.sign({ ...request, evidence: { ...request.evidence, delegations } })).toEqual(
      refusal('organisation.statement-altered'),
    );
    const unsigned = { ...request.evidence, credential: { ...request.evidence.credential, signatures: [] } };
    expect(await client.sign({ ...request, evidence: unsigned })).toEqual(refusal('organisation.statement-unsigned'));
    const elsewhere = await testSigning({ dataDir: join(folder, 'elsewhere'), commune, now });
    await elsewhere.authority.stop();
    await restart({ trust: { ceremonyKey: elsewhere.ceremonyKey, origins: ['https://localhost'] } });
    expect(await client.sign(request)).toEqual(refusal('organisation.statement-administrator-refused'));
  });

  test('a confirmation from another address', async () => {
    await restart({ trust: { ceremonyKey: signing.ceremonyKey, origins: ['https://guichet.example'] } });
    expect(await client.sign(aRequest(await appoint()).request)).toEqual(refusal('organisation.assertion-origin'));
  });

  test('an act that was not confirmed', async () => {
    const { request } = aRequest(await appoint());
    expect(await client.sign({ ...request, act: newId<ActId>(now) })).toEqual(refusal('sealing.act-not-in-manifest'));
  });

  test('a delegation for another office, nature or time', async () => {
    const elsewhere = await appoint({ offices: [newId<OfficeId>(now)] });
    expect(await client.sign(aRequest(elsewhere).request)).toEqual(refusal('organisation.delegation-other-office'));
    const copies = await appoint({ natures: ['certification'] });
    expect(await client.sign(aRequest(copies).request)).toEqual(refusal('organisation.delegation-other-nature'));
    const ended = await appoint({ delegatedUntil: new Date(now.getTime() - minute) });
    expect(await client.sign(aRequest(ended).request)).toEqual(refusal('organisation.statement-ended'));
    expect(journal()).toEqual([]);
  });

  test('a delegation or credential that was taken back, a moment ago or with a date that should keep it in force', async () => {
    const officer = await appoint();
    const dates = [new Date(now.getTime() - 1), new Date('2999-01-01T00:00:00Z')];
    for (const id of [officer.delegation.id, officer.credential.id])
      for (const date of dates) {
        revocations = new Map([[id, date]]);
        expect(await client.sign(aRequest(officer).request)).toEqual(refusal('organisation.statement-revoked'));
      }
  });

  test('a confirmation that comes after its deadline, or is kept in store beyond the hour', async () => {
    const stored = aRequest(await appoint(), { expiry: new Date(now.getTime() + 60 * minute + 1).toISOString() });
    expect(await client.sign(stored.request)).toEqual(refusal('sealing.expiry-too-far'));
    const { request } = aRequest(await appoint());
    now = new Date(now.getTime() + 11 * minute);
    expect(await client.sign(request)).toEqual(refusal('sealing.confirmed-too-late'));
  });
});

describe('the time in a signature', () => {
  test('is waited for while authorities are down, comes from the next that answers, and the raw signature is not made twice', async () => {
    const { request } = aRequest(await appoint());
    await restart({ authorities: [{ url: 'http://127.0.0.1:9/', trust: [] }] });
    expect(await client.sign(request)).toEqual(refusal('sealing.timestamp-unavailable', false));
    expect(journal().map(entry => entry.kind)).toEqual(['signed']);
    now = new Date(now.getTime() + 2 * minute);
    await restart({ authorities: [{ url: 'http://127.0.0.1:9/', trust: [] }, signing.authority] });
    expect(await client.sign(request)).toMatchObject({ kind: 'sealed' });
    expect(journal().map(entry => entry.kind)).toEqual(['signed', 'sealed']);
  });

  test('outside the delegation means that nothing is released and the number is burned', async () => {
    // The sealer's clock stands inside the delegation, the authority's outside.
    const officer = await appoint({ delegatedUntil: new Date(now.getTime() - 10_000) });
    now = new Date(now.getTime() - 2 * minute);
    const { request } = aRequest(officer);
    expect(await client.sign(request)).toEqual(refusal('sealing.timestamp-outside-delegation'));
    expect(journal().map(entry => entry.kind)).toEqual(['signed', 'burned']);
    now = new Date();
    expect(await client.sign(request)).toEqual(refusal('sealing.number-burned'));
  });

  test('that is far from our own clock is not used', async () => {
    now = new Date(now.getTime() - 30 * minute);
    const answer = await client.sign(aRequest(await appoint()).request);
    expect(answer).toMatchObject({ code: 'sealing.timestamp-unavailable', params: { reason: 'timestamp-drift' } });
  });
});

describe('burning a number', () => {
  const cancelOf = ({ act, office, year, number }: Manifest['acts'][number]) =>
    ({ act, office, year, number, reason: 'withdrawn' }) as const;
  const burned = { kind: 'burned', reason: 'withdrawn' };

  test('stands for ever, across a restart, and for whichever act holds it: none waits under it for ever', async () => {
    const { request, act } = aRequest(await appoint());
    for (const wrong of [{ year: 1999 }, { year: 3000 }, { year: 2026.5 }, { number: 0 }, { number: 2 ** 31 }])
      expect(await client.cancel({ ...cancelOf(act), ...wrong })).toEqual(refusal('sealing.number-impossible'));
    expect(await client.cancel(cancelOf(act))).toEqual(burned);
    await restart();
    expect(await client.sign(request)).toEqual(refusal('sealing.number-burned'));
    expect(await client.cancel({ ...cancelOf(act), reason: 'lapsed' })).toEqual(burned);
    expect(await client.cancel({ ...cancelOf(act), act: newId<ActId>(now) })).toEqual(burned);
    expect(await client.cancel({ ...cancelOf(act), number: 2 })).toEqual(refusal('sealing.number-taken'));
  });

  test('comes too late for a sealed one, whose CMS it answers', async () => {
    const { request, act } = aRequest(await appoint());
    const sealed = await client.sign(request);
    expect(await client.cancel(cancelOf(act))).toEqual(sealed);
  });

  test('never meets signing halfway', async () => {
    const { request, act } = aRequest(await appoint());
    const [signed, cancelled] = await Promise.all([client.sign(request), client.cancel(cancelOf(act))]);
    if (signed.kind === 'sealed') expect(cancelled).toEqual(signed);
    else expect([signed, cancelled]).toEqual([refusal('sealing.number-burned'), burned]);
  });
});

describe('a sealer', () => {
  test('that is down is a refusal that may be asked again', async () => {
    const { request } = aRequest(await appoint());
    await running?.stop();
    running = undefined;
    expect(await client.sign(request)).toEqual(refusal('sealing.sealer-unavailable', false));
    expect(await client.ping()).toBe(false);
  });

  test('is alone on its journal', async () => {
    await expect(start()).rejects.toThrow(/holds/);
    expect(await client.ping()).toBe(true);
  });

  test('answers nothing to what is not its protocol', async () => {
    const request = { ...aRequest(await appoint()).request, manifest: '!' };
    expect(await client.sign(request)).toEqual(refusal('sealing.sealer-unavailable', false));
  });
});
