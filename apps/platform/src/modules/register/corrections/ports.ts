import type { PersonName } from '../../../kernel/index.ts';
import type { BookDeps } from '../book/ports.ts';

/** What corrections stand on: what the book does, and whether two names may be one human's. */
export interface CorrectionDeps extends Pick<BookDeps, 'db' | 'clock' | 'vault' | 'indexWords'> {
  readonly mayBeSamePerson: (one: PersonName, other: PersonName) => boolean;
}
