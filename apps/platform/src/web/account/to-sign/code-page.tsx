import { Code, Facts, Notice, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { CounterCode } from '../../../modules/legalisation/index.ts';
import { formatDate } from '../../../platform/messages/index.ts';
import { type AccountContext, type Speak, speakerFor } from '../page.tsx';
import type { ToSignDeps } from './deps.ts';
import { Frame, show } from './frame.tsx';

/** A code by which any counter opens the request for one person: to note or to print, as it is shown once. */
function CodePage(props: { readonly t: Speak; readonly code: CounterCode; readonly back: string }): ReactElement {
  const { t, code, back } = props;
  const { name, validUntil, reference } = code;
  const lead = name === null ? t('to-sign.code-lead') : t('to-sign.code-lead-for', { name });
  return (
    <Frame t={t} back={back} title={t('to-sign.code-title')} lead={lead}>
      <p className="handed-code">
        <Code>{code.code}</Code>
      </p>
      <Facts
        layout="compare"
        items={[
          { label: t('to-sign.reference'), value: <Num>{reference}</Num> },
          { label: t('to-sign.code-until'), value: formatDate(t.language, validUntil) },
        ]}
      />
      <Notice state="info">
        <p>{t('to-sign.code-how')}</p>
        <p>{t('to-sign.code-once')}</p>
      </Notice>
    </Frame>
  );
}

/** Answers with a code, once. */
export function showCode(c: AccountContext, deps: ToSignDeps, code: CounterCode, back: string): Promise<Response> {
  const t = speakerFor(c);
  return show(c, deps, { title: t('to-sign.code-title'), body: <CodePage t={t} code={code} back={back} /> });
}
