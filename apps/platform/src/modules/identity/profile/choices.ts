import {
  isLanguage,
  type Language,
  newId,
  ok,
  type PersonActor,
  type PersonId,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { findPerson } from '../people-store.ts';
import type { ProfileDependencies } from './changing.ts';
import { findChoices, updateChoices } from './choice-store.ts';
import type { ProposalId } from './model.ts';
import { recordChange } from './writing.ts';

/** What a person decides alone, from home. */
export interface Choices {
  /** Language of their papers and messages. */
  readonly language: Language;
  /** In which script their name stands first: that of the page's language, or always one. */
  readonly script: (typeof scripts)[number];
  /** How steps of requests and papers that are ready are announced, if at all; what protects the account is always told. */
  readonly toldBy: (typeof waysToTell)[number];
  readonly textSize: (typeof textSizes)[number];
}

export const scripts = ['reader', 'arabic', 'latin'] as const;
export const waysToTell = ['email', 'phone', 'nothing'] as const;
export const textSizes = ['usual', 'large'] as const;

/** The choices of a person, in a transaction that may see them. */
export async function readChoices(tx: Tx, personId: PersonId): Promise<Choices> {
  const [person, choices] = [await findPerson(tx, personId), await findChoices(tx, personId)];
  if (!person || !choices) throw new Error('a person whom nobody enrolled has no choices');
  return { language: person.language, ...choices };
}

/** Choices as a form sends them. Refused: `profile.choice-unknown`. */
export function readTypedChoices(typed: Readonly<Record<string, unknown>>): Result<Choices> {
  const { language } = typed;
  const script = scripts.find(each => each === typed['script']);
  const toldBy = waysToTell.find(each => each === typed['toldBy']);
  const textSize = textSizes.find(each => each === typed['textSize']);
  if (!isLanguage(language) || !script || !toldBy || !textSize) return refuse('profile.choice-unknown');
  return ok({ language, script, toldBy, textSize });
}

/** Writes a person's choices, each change in the history of their file. The same again writes nothing. */
export async function choose(deps: ProfileDependencies, { personId }: PersonActor, chosen: Choices): Promise<void> {
  const now = deps.clock();
  await deps.db.transaction({ personId }, async tx => {
    const before = await readChoices(tx, personId);
    await updateChoices(tx, personId, chosen);
    const proposalId = newId<ProposalId>(now);
    for (const field of ['language', 'script', 'toldBy', 'textSize'] as const) {
      if (before[field] === chosen[field]) continue;
      const name = field.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
      await recordChange(tx, deps, {
        ...bySelf(personId, now),
        proposalId,
        field: name,
        old: before[field],
        new: chosen[field],
      });
    }
  });
}

/** Whose change it is, for a change that the person makes alone. */
export function bySelf(personId: PersonId, now: Date) {
  return {
    personId,
    detailId: null,
    state: 'made',
    source: 'person',
    madeIn: null,
    madeBy: null,
    seen: null,
    reason: null,
    madeAt: now,
    expiresAt: null,
    secondBy: null,
    secondReason: null,
    decidedAt: null,
  } as const;
}
