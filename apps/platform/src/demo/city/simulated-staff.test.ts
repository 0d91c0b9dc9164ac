import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testIdentity, testOrigin } from '../../../test/identity.ts';
import { createSimulatedAuthenticator } from '../../adapters/authenticator/index.ts';
import { startDemoAuthority } from '../../adapters/timestamps/index.ts';
import { getValue } from '../../kernel/index.ts';
import {
  checkStatement,
  findCredential,
  listAdministratorStatements,
  readCeremonyKey,
} from '../../modules/organisation/index.ts';
import { type CityDependencies, communeIdOf, demoPeople, loadCity, simulatedStaff } from './index.ts';

const database = await testDatabase();
const db = database.as('app');
const folder = mkdtempSync(join(tmpdir(), 'shubbak-city-'));
const { identity, now } = testIdentity(db);
const authority = await startDemoAuthority({ mode: 'demo', dataDir: folder, clock: now });
afterAll(async () => {
  await authority.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the city loads with accounts, passkeys and certificates of the real rooms, and loads again without change', async () => {
  const authenticator = createSimulatedAuthenticator({ folder: join(folder, 'passkeys'), mode: 'demo' });
  const ceremonyKey = readCeremonyKey(authority.ceremonyKey);
  const staff = simulatedStaff({ accounts: identity, authenticator, origin: testOrigin });
  const deps: CityDependencies = {
    db,
    clock: now,
    ceremonyKey,
    ceremony: authority.ceremony,
    issueOfficerCertificate: name => authority.issueOfficerCertificate(name),
    ...staff,
  };
  await loadCity(deps);
  await loadCity(deps);
  expect(
    authenticator
      .list()
      .map(({ label }) => label)
      .toSorted(),
  ).toEqual(demoPeople.map(({ name }) => name.latin).toSorted());
  const officer = demoPeople.find(({ key }) => key === 'maarif-officer');
  if (!officer) throw new Error('no such person');
  const commune = communeIdOf('CAS');
  await db.transaction({ communeId: commune }, async tx => {
    const administrators = await listAdministratorStatements(tx, commune);
    const credential = getValue(await findCredential(tx, { communeId: commune, officer: officer.staffId, at: now() }));
    const trust = { ceremonyKey, administrators, revocations: new Map(), commune, at: now() };
    expect(checkStatement('credential', credential.statement, trust)).toEqual({ ok: true, value: credential.body });
    expect(credential.body.passkey.rpId).toBe('localhost');
  });
});
