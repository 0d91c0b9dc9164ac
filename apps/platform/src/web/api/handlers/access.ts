import { asId, ok, type Result, type StaffActor } from '../../../kernel/index.ts';
import {
  getCommune,
  listArrondissements,
  listOfficesOnRecord,
  listPostings,
} from '../../../modules/organisation/index.ts';
import { routes } from '../contract/index.ts';
import type { AccessAnswer } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { placeNameOf, roleNameIn } from '../views/administration-view.ts';
import { keepAddress, readAddress } from './work-address.ts';

const done = { done: true } as const;

/** How members of staff keep their own access. */
export function mountAccess(api: Api, deps: ApiDeps): void {
  const { identity, staffAccess } = deps;
  serve(api, routes.readAccess, call => viewAccess(deps, call));
  serve(api, routes.setTraining, async ({ actor, body }) => {
    await staffAccess.setTraining(actor, body.training);
    return ok(done);
  });
  serve(api, routes.endOwnSession, async ({ actor, params }) => {
    await identity.endSession(actor, asId(params.sessionId));
    return ok(done);
  });
  serve(api, routes.keepOwnAddress, ({ actor, body }) => keepAddress(deps, actor, { staffId: actor.staffId, ...body }));
  serve(api, routes.beginConfirmation, async ({ actor }) => ok(plain(await staffAccess.beginConfirmation(actor))));
  serve(api, routes.confirmAnew, async ({ actor, body }) => {
    const confirmed = await staffAccess.confirm(actor, body);
    return confirmed.ok ? ok(done) : confirmed;
  });
  serve(api, routes.beginPasskey, async ({ actor, body }) => {
    const asked = await staffAccess.beginAdding(actor, body.label);
    return asked.ok ? ok(plain(asked.value)) : asked;
  });
  serve(api, routes.keepPasskey, async ({ actor, body }) => {
    const kept = await staffAccess.finishAdding(actor, body);
    return kept.ok ? ok(done) : kept;
  });
  serve(api, routes.removePasskey, async ({ actor, body }) => {
    const removed = await staffAccess.removeOwn(actor, body.credentialId);
    return removed.ok ? ok(done) : removed;
  });
}

/** Options as JSON carries them. */
function plain({ challengeId, options }: { readonly challengeId: string; readonly options: { challenge: string } }) {
  return { challengeId, options: { ...Object.fromEntries(Object.entries(options)), challenge: options.challenge } };
}

async function viewAccess(deps: ApiDeps, call: Call<typeof routes.readAccess>): Promise<Result<AccessAnswer>> {
  const { identity, staffAccess } = deps;
  const { actor } = call;
  const sessions = await identity.listSessions(actor);
  const passkeys = await staffAccess.listOwn(actor);
  const address = await readAddress(deps, actor, actor.staffId);
  if (!address.ok) return address;
  return ok({
    address: address.value,
    sessions: sessions.map(({ id, createdAt, seenAt, current }) => ({
      id,
      current,
      createdAt: createdAt.toISOString(),
      seenAt: seenAt.toISOString(),
    })),
    passkeys: passkeys.map(({ credentialId, createdAt, backedUp, simulated }) => ({
      credentialId,
      backedUp,
      simulated,
      createdAt: createdAt.toISOString(),
    })),
    postings: await viewOwnPostings(deps, call, actor),
  });
}

async function viewOwnPostings(
  { db, clock, administration }: ApiDeps,
  { t, language }: Pick<Call<typeof routes.readAccess>, 't' | 'language'>,
  { communeId, staffId }: StaffActor,
): Promise<AccessAnswer['postings']> {
  const now = clock();
  return db.transaction({ communeId }, async tx => {
    const places = {
      commune: await getCommune(tx, communeId),
      offices: await listOfficesOnRecord(tx, communeId),
      arrondissements: await listArrondissements(tx, communeId),
    };
    const around = { t, language, ...places, book: await administration.readBook(tx, communeId) };
    const postings = await listPostings(tx, communeId, staffId);
    return postings
      .filter(({ validUntil }) => validUntil === null || now < validUntil)
      .map(posting => ({
        role: roleNameIn(around, posting.role),
        place: placeNameOf(around, posting.jurisdiction)[language],
        validUntil: posting.validUntil?.toISOString() ?? null,
      }));
  });
}
