import { civilTime, ok } from '../../../kernel/index.ts';
import { listStandings } from '../../../modules/acts/index.ts';
import { revokeOwnCredentials } from '../../../modules/organisation/index.ts';
import { routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';

/** An officer's watch over their own name: what was signed in it, and the way to stop it at once. */
export function mountOwnSignatures(api: Api, { acts, db, clock }: ApiDeps): void {
  serve(api, routes.listSignedInName, async ({ actor }) => {
    const signed = await acts.listSignedInName(actor);
    const { communeId } = actor;
    const ids = signed.map(({ id }) => id);
    const standings = await db.transaction({ communeId }, tx => listStandings(tx, communeId, ids));
    const { date } = civilTime(clock());
    return ok({
      acts: signed.map(({ id, entryNumber, recordedAt, face }) => ({
        actId: id,
        number: entryNumber,
        at: recordedAt.toISOString(),
        office: face.office.name,
        signatories: face.signatories.map(({ name }) => name),
        standing: standings.get(id)?.state ?? null,
      })),
      today: signed.filter(({ recordedAt }) => civilTime(recordedAt).date === date).length,
    });
  });
  serve(api, routes.disownSignatures, async ({ actor }) => {
    const { communeId } = actor;
    const revoked = await db.transaction({ communeId }, tx => revokeOwnCredentials(tx, actor, clock()));
    return ok({ revoked });
  });
}
