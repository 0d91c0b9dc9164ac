import type { StatementsAnswer } from '../../../api/contract/index.ts';

/** What each of the three forms that propose a statement is given. */
export interface ProposeFormProps {
  readonly answer: StatementsAnswer;
  readonly onClose: () => void;
  readonly onProposed: () => void;
}
