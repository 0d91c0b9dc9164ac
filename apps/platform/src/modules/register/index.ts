export type { CancellationReason, Entry, EntryPlace, Outcome, Reservation, SeriesCheck } from './model.ts';
export { entryNumber } from './model.ts';
export { registerPermissions } from './policy.ts';
export type { ReservationRequest } from './service.ts';
export { checkSeries, decideOutcome, findEntries, reserve } from './service.ts';
