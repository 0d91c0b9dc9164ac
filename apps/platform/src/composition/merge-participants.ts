import { moveHeldItems, restoreHeldItems } from '../modules/certification/index.ts';
import { moveVaultItems, restoreVaultItems } from '../modules/documents/index.ts';
import type { MergeParticipant } from '../modules/identity/index.ts';
import { countOpenOf } from '../modules/requests/index.ts';

/** The papers of a person's vault follow them. */
const vault: MergeParticipant = {
  hinders: async () => false,
  move: moveVaultItems,
  restore: restoreVaultItems,
};

/**
 * Requests under way are finished first: each names a person with the document that identified them. Decided ones, and acts, stay as
 * they were made: they say who stood there, and are never edited.
 */
const requests: MergeParticipant = {
  hinders: async (tx, personId) => (await countOpenOf(tx, personId)) > 0,
  move: async () => undefined,
  restore: async () => undefined,
};

/** Originals follow too. */
const certification: MergeParticipant = {
  hinders: async () => false,
  move: moveHeldItems,
  restore: restoreHeldItems,
};

/** Rooms that keep rows under a person. Mandates, guardianships and fingerprints do not move: whoever gave them gives them anew. */
export const mergeParticipants: readonly MergeParticipant[] = [vault, requests, certification];
