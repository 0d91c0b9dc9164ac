import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { testDatabase } from '../../../test/database.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { enrolmentBody } from '../../../test/visits.ts';
import type { StaffActor } from '../../kernel/index.ts';
import { signInRoutes } from '../session/index.ts';
import { routes } from './contract/index.ts';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: object }>>;
}

/** Every operation of a description, with its path. */
function operationsOf(description: { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }) {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.values(methods).map(operation => ({ path, operation })),
  );
}

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  clerk = await office.hire('clerk');
});
afterAll(() => office.close());

describe('the description', () => {
  test('is OpenAPI 3.1 and names every route, its key and its problems', async () => {
    const { json } = await office.ask(clerk, 'GET', '/openapi.json');
    expect(json.openapi).toBe('3.1.0');
    const staff = operationsOf(json).filter(({ operation }) => !operation.tags.includes('session'));
    expect(staff.map(({ operation }) => operation.operationId).toSorted()).toEqual(Object.keys(routes).toSorted());
    const submit = json.paths['/api/v1/requests/{requestId}/submit'].post;
    expect(submit.parameters.map((parameter: { name: string }) => parameter.name)).toEqual([
      'requestId',
      'Idempotency-Key',
    ]);
    expect(Object.keys(submit.responses.default.content)).toEqual(['application/problem+json']);
    const upload = json.paths['/api/v1/requests/{requestId}/files'].post;
    expect(Object.keys(upload.requestBody.content)).toEqual(['multipart/form-data']);
  });

  test('holds each shape once, by its name', async () => {
    const { json } = await office.ask(clerk, 'GET', '/openapi.json');
    const submit = json.paths['/api/v1/requests/{requestId}/submit'].post;
    expect(submit.responses['200'].content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Request',
    });
    expect(Object.keys(json.components.schemas)).toEqual(
      expect.arrayContaining(['Request', 'Problem', 'Preparation', 'PersonCard']),
    );
  });

  test('tells how a session begins and ends, at the addresses that are served', async () => {
    const { json } = await office.ask(clerk, 'GET', '/openapi.json');
    const described = operationsOf(json).filter(({ operation }) => operation.tags.includes('session'));
    expect(described.every(({ operation }) => operation.security?.length === 0)).toBe(true);
    const served = signInRoutes({
      identity: office.identity,
      publicUrl: 'https://localhost',
      formKey: Buffer.alloc(32),
    });
    const addresses = served.routes.filter(route => route.method === 'POST').map(route => route.path);
    expect(described.map(({ path }) => path).toSorted()).toEqual(addresses.toSorted());
  });

  test('keeps the rules of OpenAPI 3.1 that readers stumble over', async () => {
    const { json } = await office.ask(clerk, 'GET', '/openapi.json');
    const operations = operationsOf(json);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, operation } of operations) {
      const parameters = operation.parameters ?? [];
      const inPath = parameters.filter(parameter => parameter.in === 'path');
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]);
      expect([path, inPath.map(parameter => parameter.name)]).toEqual([path, named]);
      expect(inPath.every(parameter => parameter.required === true)).toBe(true);
      expect(new Set(parameters.map(each => `${each.in} ${each.name}`)).size).toBe(parameters.length);
      expect(Object.keys(operation.responses)).toEqual(['200', 'default']);
      expect(Object.keys(operation.responses.default?.content ?? {})).toEqual(['application/problem+json']);
      for (const response of Object.values(operation.responses)) expect(response.description).toBeTruthy();
    }
    const references = JSON.stringify(json).matchAll(/"\$ref":"#\/([^"]+)"/g);
    const resolve = (pointer: string) => pointer.split('/').reduce((node, key) => node?.[key], json);
    for (const [, pointer = ''] of references) expect([pointer, typeof resolve(pointer)]).toEqual([pointer, 'object']);
    // What OpenAPI 3.0 had and JSON Schema 2020-12 does not know.
    expect(JSON.stringify(json)).not.toMatch(/"nullable":|"exclusiveM(in|ax)imum":(true|false)|"format":"binary"/);
  });

  test('shows no type that JSON does not have', async () => {
    const { json } = await office.ask(clerk, 'GET', '/openapi.json');
    expect(JSON.stringify(json)).not.toMatch(/undefined|function/);
  });
});

describe('what every screen reads first', () => {
  test('who is signed in, where, and what they may do there', async () => {
    const { json } = await office.ask(clerk, 'GET', '/me', { language: 'ar' });
    expect(json).toMatchObject({
      language: 'ar',
      commune: { mark: 'demo' },
      offices: [{ code: 'MAA03', organised: 'clerk-and-officer' }],
    });
    expect(json.offices[0].permissions).toContain('requests.prepare');
    expect(json.offices[0].signing.state).toBe('none');
  });

  test('the catalogue, each word in the four languages and each rule with its basis', async () => {
    const { json } = await office.ask(clerk, 'GET', '/catalogue');
    const reserved = json.natures.filter((nature: { rule: string }) => nature.rule === 'refuse');
    expect(reserved.map((nature: { code: string }) => nature.code)).toEqual([
      'power-real-estate',
      'real-estate',
      'promise-real-estate',
      'collective-land',
      'housing-programme',
      'authentic-form',
    ]);
    expect(reserved[0].basis.en).toMatch(/law 39-08, art\. 4/);
    expect(json.refusalReasons).toHaveLength(12);
    for (const { label } of [...json.natures, ...json.refusalReasons, ...json.checks]) {
      expect(Object.values(label).every(text => String(text).length > 2)).toBe(true);
    }
  });
});

describe('people', () => {
  const card = { type: 'cnie', number: 'be 555 123' } as const;
  const facts = {
    name: { arabic: 'هشام بناني', latin: 'Hicham BENNANI' },
    birthDate: '1980-02-03',
    language: 'fr',
    document: { ...card, expiresOn: '2032-01-01' },
    contacts: { email: 'hicham@example.ma' },
  } as const;

  test('are found by document or by name, or enrolled; numbers and contacts stay hidden', async () => {
    const before = await office.ask(clerk, 'POST', '/people/by-document', { body: card });
    expect(before.json).toEqual({ person: null });
    const body = enrolmentBody(office.commune.office.id, facts);
    const enrolled = await office.ask(clerk, 'POST', '/visits', { body });
    const { person } = enrolled.json;
    expect(person).toMatchObject({
      documents: [{ type: 'cnie', numberMasked: 'BE•••123', expired: false }],
      contacts: { email: true, phone: false },
      activated: false,
    });
    const found = await office.ask(clerk, 'POST', '/people/by-document', { body: card });
    expect(found.json.person.id).toBe(person.id);
    const byName = await office.ask(clerk, 'POST', '/people/search', { body: { name: 'بناني' } });
    expect(byName.json.people.map(({ id }: { id: string }) => id)).toContain(person.id);
    const texts = [enrolled, found, byName].map(answer => answer.bytes.toString());
    for (const text of texts) expect(text).not.toMatch(/BE555123|hicham@/);
    const twice = await office.ask(clerk, 'POST', '/visits', { body });
    expect([twice.status, twice.json.code]).toEqual([409, 'identity.document-known']);
  });

  test('whose card expired are served with the new one', async () => {
    const { personId, documentId } = await office.enrol({
      document: { type: 'cnie', number: 'BE909090', expiresOn: '2030-01-01' },
    });
    await as('migrator').transaction({}, tx =>
      sql`update identity.identity_document set expires_on = '2020-01-01' where id = ${documentId}`.execute(tx),
    );
    const path = `/people/${personId}`;
    expect((await office.ask(clerk, 'GET', path)).json.documents).toMatchObject([{ expired: true }]);
    const add = (document: object) => office.ask(clerk, 'POST', `${path}/documents`, { body: document });
    const renewed = { type: 'cnie', number: 'be 909 090', expiresOn: '2036-01-01' };
    for (const answer of [await add(renewed), await add(renewed)]) {
      expect(answer.json.documents).toMatchObject([{ id: documentId, expiresOn: '2036-01-01', expired: false }]);
    }
    expect(
      (await add({ type: 'passport', number: 'AB1234567', issuer: 'MA', expiresOn: '2033-01-01' })).json.documents,
    ).toHaveLength(2);
    const earlier = await add({ ...renewed, expiresOn: '2035-01-01' });
    expect([earlier.status, earlier.json.code]).toEqual([422, 'identity.expiry-not-later']);
    const anothers = await add({ ...card, expiresOn: '2036-01-01' });
    expect([anothers.status, anothers.json.code]).toEqual([409, 'identity.document-known']);
  });

  test('a mistake in a number is named in the reader’s language', async () => {
    const answer = await office.ask(clerk, 'POST', '/people/by-document', {
      body: { type: 'cnie', number: '123456' },
      language: 'fr',
    });
    expect(answer.json).toMatchObject({
      code: 'identity.card-without-letters',
      detail: 'Le numéro de la carte commence par une ou deux lettres.',
    });
  });
});
