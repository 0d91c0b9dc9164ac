import type { PersonName } from '../../../kernel/index.ts';
import { searchWords } from '../../identity/index.ts';

/** Whether the name of a person, in either script, has a word of what an initiator typed: nobody types names as they are registered. */
export function shareAWord({ arabic, latin }: PersonName, typed: string): boolean {
  const own = new Set([...searchWords(arabic), ...searchWords(latin)]);
  return searchWords(typed).some(word => own.has(word));
}
