import { newId, ok, type PersonActor, refuse, type Result } from '../../../kernel/index.ts';
import { rebind, violates } from '../../../platform/db/index.ts';
import { readFile } from '../file.ts';
import { listCommunesOf } from '../rights/rights-store.ts';
import type { ProfileDependencies } from './changing.ts';
import { expireChanges, lockFile } from './change-store.ts';
import { bySelf } from './choices.ts';
import { currentText, readChanges } from './data.ts';
import type { Datum, KeyDataChanges, ProposalId } from './model.ts';
import { checkNumber, recordChange, writeDatum } from './writing.ts';

/**
 * Takes key data from the national provider, which vouched for them in this very session: at level high, and only where configured. The
 * old value is kept and the person told, as at a counter. What the file says already is left alone. Refused: `identity.provider-changes-off`,
 * `identity.level-too-low`, every mistake, `identity.document-known`.
 */
export async function changeByProvider(
  deps: ProfileDependencies,
  actor: PersonActor,
  changes: KeyDataChanges,
): Promise<Result<{ readonly changed: number }>> {
  if (!deps.providerChanges) return refuse('identity.provider-changes-off');
  if (actor.level !== 'high') return refuse('identity.level-too-low', { needed: 'high' });
  const now = deps.clock();
  const data = readChanges(changes, now);
  if (!data.ok) return data;
  const { personId } = actor;
  try {
    return await deps.db.transaction({ personId }, async tx => {
      await lockFile(tx, personId);
      await expireChanges(tx, personId, now);
      const file = await readFile(tx, deps.keys, personId, now);
      if (!file) return refuse('identity.person-unknown');
      const changed: Datum[] = [];
      for (const datum of data.value) {
        const checked = datum.field === 'document-number' ? await checkNumber(tx, deps, file, datum) : ok(datum);
        if (!checked.ok) return checked;
        if ((currentText(file, datum) ?? '') !== checked.value.text) changed.push(checked.value);
      }
      const proposalId = newId<ProposalId>(now);
      for (const datum of changed) {
        const detailId = datum.documentId ?? null;
        const values = { old: currentText(file, datum) ?? null, new: datum.text === '' ? null : datum.text };
        const made = {
          ...bySelf(personId, now),
          source: 'provider',
          proposalId,
          field: datum.field,
          detailId,
        } as const;
        await recordChange(tx, deps, { ...made, ...values });
        await writeDatum(tx, deps, file, datum, now);
      }
      const [communeId] = await listCommunesOf(tx, personId);
      if (changed.length > 0 && communeId !== undefined) {
        await rebind(tx, { communeId, personId });
        const news = { communeId, personId, proposalId };
        await deps.tell(tx, { ...news, event: 'key-data-changed' });
        const formerEmail = file.contacts.email;
        if (formerEmail !== undefined && changed.some(({ field }) => field === 'email'))
          await deps.tell(tx, { ...news, event: 'address-replaced', formerEmail });
      }
      return ok({ changed: changed.length });
    });
  } catch (error) {
    if (violates(error, 'one_holder')) return refuse('identity.document-known');
    throw error;
  }
}
