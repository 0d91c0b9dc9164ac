import { newId, ok, type PersonActor, refuse, type Result } from '../../../kernel/index.ts';
import type { ContactCodeId } from '../contact-codes/index.ts';
import { keepContact, readFile } from '../file.ts';
import type { PersonFile } from '../model.ts';
import type { ContactKind } from '../contact-store.ts';
import { insertReading } from '../reading-store.ts';
import type { ProfileDependencies } from './changing.ts';
import { listConfirmed } from './choice-store.ts';
import { bySelf, type Choices, readChoices } from './choices.ts';
import type { ProposalId } from './model.ts';
import { recordChange } from './writing.ts';

/** What a person reads of themself. */
export interface OwnPersonFile {
  readonly file: PersonFile;
  readonly choices: Choices;
  /** Contacts whose code came back. */
  readonly confirmed: readonly ContactKind[];
}

/** A person's own file; their reading stands among the others. */
export async function readOwn(deps: ProfileDependencies, { personId }: PersonActor): Promise<OwnPersonFile> {
  const now = deps.clock();
  return deps.db.transaction({ personId }, async tx => {
    const file = await readFile(tx, deps.keys, personId, now);
    if (!file) throw new Error('a person is signed in whom nobody enrolled');
    await insertReading(tx, personId, { reader: { communeId: null, staffId: null }, purpose: 'own' }, now);
    return { file, choices: await readChoices(tx, personId), confirmed: await listConfirmed(tx, personId) };
  });
}

/** Sends a code to the address or phone that is on file: never to another. Refused: `profile.no-contact`, and whatever codes refuse. */
export async function sendContactCode(
  deps: ProfileDependencies,
  { personId }: PersonActor,
  kind: ContactKind,
): Promise<Result<{ readonly codeId: ContactCodeId }>> {
  return deps.db.transaction({ personId }, async tx => {
    const file = await readFile(tx, deps.keys, personId, deps.clock());
    const value = file?.contacts[kind];
    if (!file || value === undefined) return refuse('profile.no-contact');
    return deps.codes.send(tx, { subject: personId, kind, value, language: file.language, purpose: 'contact' });
  });
}

/** Takes the code back: from now on the contact finds the account. Refused: `contact-codes.refused`, `profile.contact-changed`. */
export async function confirmContact(
  deps: ProfileDependencies,
  { personId }: PersonActor,
  given: { readonly codeId: ContactCodeId; readonly code: string },
): Promise<Result<ContactKind>> {
  const now = deps.clock();
  return deps.db.transaction({ personId }, async tx => {
    const confirmed = await deps.codes.confirm(tx, { subject: personId, ...given });
    if (!confirmed.ok) return confirmed;
    const { kind, value } = confirmed.value;
    const file = await readFile(tx, deps.keys, personId, now);
    // A counter may have changed the address while the code was on its way.
    if (file?.contacts[kind] !== value) return refuse('profile.contact-changed');
    await keepContact(tx, deps.keys, personId, { kind, value, confirmed: true }, now);
    const change = { ...bySelf(personId, now), proposalId: newId<ProposalId>(now), field: `${kind}-confirmed` };
    await recordChange(tx, deps, { ...change, old: null, new: value });
    return ok(kind);
  });
}
