import { sql } from 'kysely';
import { getValue, ok, type PartyId, type PersonActor, type RequestId } from '../src/kernel/index.ts';
import { contactCodeTask, type Enrolment } from '../src/modules/identity/index.ts';
import { invitationTask, type PartyGiven, type PartyMessage } from '../src/modules/legalisation/index.ts';
import type { ServiceRequest } from '../src/modules/requests/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { actorOf, citizenPassword, testCitizen } from './citizen.ts';
import { type DevicePasskey, devicePasskey } from './device-passkey.ts';
import type { DistanceWorld } from './distance-request.ts';
import { testOrigin } from './identity.ts';

/** Somebody signed in, with a passkey of their own. */
export interface Signer {
  readonly actor: PersonActor;
  readonly device: DevicePasskey;
}

/** Enrols somebody, opens their account and binds a passkey. */
export async function newSigner(world: DistanceWorld, changes: Partial<Enrolment> = {}): Promise<Signer> {
  const { token } = (await testCitizen(world, changes)).session;
  const { stepUp, passkeys } = world.security;
  getValue(await stepUp.byPassword(await actorOf(world, token), { password: citizenPassword, code: '' }));
  const device = devicePasskey(testOrigin);
  const { challengeId, options } = getValue(await passkeys.beginRegistration(await actorOf(world, token)));
  const answer = { challengeId, response: device.create(options), name: 'mien' };
  getValue(await passkeys.finishRegistration(await actorOf(world, token), answer));
  return { actor: await actorOf(world, token), device };
}

/** Somebody whom a request asks to sign, by e-mail unless said otherwise. */
export function asked(value: string, changes: Partial<PartyGiven> = {}): PartyGiven {
  return { contact: { kind: 'email', value }, name: 'Karim B.', language: 'fr', turn: 1, ...changes };
}

/** A request of a person with these parties, all of them asked in their turns. */
export async function collect(
  world: DistanceWorld,
  applicant: PersonActor,
  parties: readonly PartyGiven[],
): Promise<{ readonly request: ServiceRequest; readonly ids: readonly PartyId[] }> {
  let request = await world.open(applicant);
  const ids: PartyId[] = [];
  const { communeId, id: requestId } = request;
  const edit = { verb: 'edit', what: 'party-added' } as const;
  for (const party of parties) {
    const at = { communeId, requestId, version: request.version };
    const next = await world.within(
      tx =>
        world.requests.change(tx, applicant, at, edit, world.now(), async each => {
          ids.push(getValue(await world.parties.add(tx, each, party)));
          return ok(null);
        }),
      applicant,
    );
    request = getValue(next);
  }
  return { request: getValue(await invite(world, applicant, request)), ids };
}

/** Asks everybody. */
export async function invite(world: DistanceWorld, applicant: PersonActor, request: ServiceRequest) {
  const { communeId, id: requestId, version } = request;
  return world.within(
    tx =>
      world.requests.change(tx, applicant, { communeId, requestId, version }, { verb: 'invite' }, world.now(), each =>
        world.parties.inviteAll(tx, each, world.now()),
      ),
    applicant,
  );
}

/** Runs what the worker would with one kind of job; `queue` is the login that owns the jobs. */
async function work(queue: Database, task: string, run: (payload: unknown) => Promise<void>): Promise<void> {
  const { rows } = await queue.transaction({}, tx =>
    sql<{ id: string; payload: unknown }>`select j.id, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task} order by j.id`.execute(tx),
  );
  for (const { id, payload } of rows) {
    await run(payload);
    await queue.transaction({}, tx => sql`delete from graphile_worker._private_jobs where id = ${id}`.execute(tx));
  }
}

/** Sends the invitations that are owed, and answers them. */
export async function deliver(world: DistanceWorld, queue: Database): Promise<readonly PartyMessage[]> {
  const before = world.sent.length;
  await work(queue, invitationTask, payload => world.parties.deliver(payload));
  return world.sent.slice(before);
}

/** Sends the codes that are owed, and answers the last. */
export async function deliverCodes(world: DistanceWorld, queue: Database) {
  await work(queue, contactCodeTask, payload => world.contactCodes.deliver(payload));
  return world.codes.at(-1);
}

/** The token of a message's link. */
export function tokenOf(message: PartyMessage | undefined): string {
  return message?.address.split('/').at(-1) ?? '';
}

/** Somebody opens a link, proves the address by a code, and says that it is them. */
export async function bindBy(world: DistanceWorld, queue: Database, actor: PersonActor, token: string) {
  const { codeId } = getValue(await world.parties.sendCode(actor, { token, language: 'fr' }));
  const code = (await deliverCodes(world, queue))?.code ?? '';
  getValue(await world.parties.proveContact(actor, { token, codeId, code }));
  return world.parties.bind(actor, token);
}

/** Asks a signer, and answers with their passkey. */
export async function consentOf(world: DistanceWorld, { actor, device }: Signer, requestId: RequestId) {
  const question = await world.parties.askConsent(actor, { requestId, language: 'fr' });
  if (!question.ok) return question;
  return answer(world, { actor, device }, requestId, question.value);
}

/** Answers a question with a passkey. */
export function answer(
  world: DistanceWorld,
  { actor, device }: Signer,
  requestId: RequestId,
  {
    questionId,
  }: Pick<Extract<Awaited<ReturnType<DistanceWorld['parties']['askConsent']>>, { ok: true }>['value'], 'questionId'>,
) {
  const { statements } = world.security;
  return world.parties.consent(actor, {
    requestId,
    questionId,
    prove: async statement =>
      statements.byPasskey(actor, statement, device.get(await statements.passkeyOptions(actor, statement))),
  });
}

/** The state of a request and of each of its parties. */
export async function standing(world: DistanceWorld, { communeId, id }: Pick<ServiceRequest, 'communeId' | 'id'>) {
  return world.within(async tx => {
    const { rows } = await sql<{ state: string }>`select state from requests.request where id = ${id}`.execute(tx);
    const parties = await world.parties.list(tx, { communeId, id });
    return { request: rows[0]?.state, parties: parties.map(({ state }) => state) };
  });
}
