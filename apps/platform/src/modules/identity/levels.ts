import { type Actor, type AssuranceLevel, ok, reaches, refuse, type Result } from '../../kernel/index.ts';

/** What a person does in their own account, and the level at which it opens when the configuration does not say otherwise. */
const usualLevels = {
  /** Looking at one's own papers. */
  vault: 'low',
  /** Seeing and following one's own requests. */
  requests: 'low',
  /** Looking at one's file, and changing what is not key data. */
  profile: 'low',
  /** Changing, through the national provider, the data by which one is known. */
  'key-data': 'high',
  /** Beginning and preparing a legalisation at a distance. */
  legalise: 'substantial',
  /** Consenting to an act. */
  consent: 'substantial',
  /** Having copies made of an Original, or its certification renewed. */
  copies: 'substantial',
  /** Letting somebody else see a paper. */
  share: 'substantial',
  /** Taking away all that is held of oneself. */
  export: 'substantial',
  /** Asking for rectification, opposition or erasure (law 09-08, art. 7 to 9). */
  rights: 'low',
  /** Naming helpers, who file and track in one's place. */
  helpers: 'substantial',
  /** Acting for an organisation. */
  mandates: 'substantial',
} as const satisfies Record<string, AssuranceLevel>;

/** A service of the account that opens at a level. */
export type LevelledService = keyof typeof usualLevels;

/** Which level opens which service: configuration of the platform (`SERVICE_LEVELS`). */
export interface ServiceLevels {
  /** The least level of a session that opens the service. */
  needed(service: LevelledService): AssuranceLevel;
  /** Whether this actor's session opens it. Refused: `identity.not-allowed` for who is no person, `identity.level-too-low {needed}`. */
  open(actor: Actor, service: LevelledService): Result<null>;
}

/** The levels, some of them configured. Throws, naming it, on a service that there is not. */
export function createServiceLevels(configured: Readonly<Record<string, AssuranceLevel>>): ServiceLevels {
  const unknown = Object.keys(configured).filter(service => !Object.hasOwn(usualLevels, service));
  if (unknown.length > 0)
    throw new Error(
      `SERVICE_LEVELS names what there is not: ${unknown.join(', ')}. There are: ${Object.keys(usualLevels).join(', ')}.`,
    );
  const needed = (service: LevelledService): AssuranceLevel => configured[service] ?? usualLevels[service];
  return {
    needed,
    open: (actor, service) => {
      if (actor.kind !== 'person') return refuse('identity.not-allowed');
      if (reaches(actor.level, needed(service))) return ok(null);
      return refuse('identity.level-too-low', { needed: needed(service) });
    },
  };
}
