/**
 * How surely a person is known to be who they say, lowest first (the three levels of Regulation (EU) 910/2014 art. 8, which the
 * national provider's levels are mapped to). A session has the lower of two: how the person's identity was proven, and how they
 * signed in.
 */
export const assuranceLevels = ['low', 'substantial', 'high'] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];

/** Whether `level` is at least `needed`. */
export function reaches(level: AssuranceLevel, needed: AssuranceLevel): boolean {
  return assuranceLevels.indexOf(level) >= assuranceLevels.indexOf(needed);
}
