import type { StatementsAnswer } from '../../../api/contract/index.ts';
import type { Subject } from './subject-field.tsx';

/** An absence to cover: its days, and what the absent officer may sign. */
export interface Cover {
  readonly absenceId: string;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly subject: Subject | undefined;
  readonly offices: readonly string[];
  readonly natures: readonly string[];
}

/** What each of the three forms that propose a statement is given. */
export interface ProposeFormProps {
  readonly answer: StatementsAnswer;
  /** The absence that a delegation shall cover. */
  readonly cover?: Cover | undefined;
  /** At how many offices one delegate may sign; null for no limit. */
  readonly most?: number | null;
  readonly onClose: () => void;
  readonly onProposed: () => void;
}
