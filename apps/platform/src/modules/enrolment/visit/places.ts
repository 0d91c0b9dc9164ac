import type { SpecimenId, VisitId } from './model.ts';

/** Where a sealed value stands: moved to another row it does not open. */
export const placeOf = {
  words: (visit: VisitId): string => `enrolment.visit/${visit}/words`,
  declared: (visit: VisitId, field: string): string => `enrolment.correction/${visit}/${field}/declared`,
  card: (visit: VisitId, field: string): string => `enrolment.correction/${visit}/${field}/card`,
  specimen: (id: SpecimenId): string => `enrolment.specimen/${id}/sample`,
  evidence: (id: string): string => `enrolment.guardianship/${id}/evidence`,
  witness: (visit: VisitId, position: number): string => `enrolment.witness/${visit}/${position}/identity`,
} as const;
