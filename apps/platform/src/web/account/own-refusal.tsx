import { Answer } from '@shubbak/design';
import type { Refusal } from '../../kernel/index.ts';
import { answerError } from '../shell/index.ts';
import { type AccountContext, type AccountDeps, answerPage, speakerFor } from './page.tsx';

/** Why a paper of the vault is not shown: it is not there, or its stored file does not pass verification. */
export function answerOwnRefusal(c: AccountContext, deps: AccountDeps, refusal: Refusal): Response | Promise<Response> {
  if (refusal.code !== 'acts.file-unproven') return answerError(c, 'not-found');
  const t = speakerFor(c);
  const title = t('verification.unproven-title');
  const body = (
    <Answer state="stop" solid title={title}>
      <p>{t.refusal(refusal)}</p>
    </Answer>
  );
  return answerPage(c, deps, { title, body, narrow: true, status: 500 });
}
