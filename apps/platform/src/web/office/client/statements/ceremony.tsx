import { Button, Notice, TextArea } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import type { ProposalView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { bytesOf } from './said.ts';
import type { Statements } from './use-statements.ts';

export interface CeremonyProps {
  readonly proposal: ProposalView;
  readonly statements: Statements;
  readonly simulated: boolean;
}

/** An administrator is named by the ceremony key, which never comes near this machine: bytes go out, a signature comes back. */
export function Ceremony({ proposal, statements, simulated }: CeremonyProps): ReactElement {
  const { t } = useOffice();
  const [signature, setSignature] = useState('');
  const name = `administrator-${proposal.id}.json`;
  return (
    <section className="stack card card-sunken" aria-label={t('statements.ceremony')}>
      <h4>{t('statements.ceremony')}</h4>
      <p className="small">{t('statements.ceremony-how')}</p>
      <p>
        <Download body={proposal.body} name={name} />
      </p>
      <pre className="scroll small" dir="ltr">
        <code>{`openssl dgst -sha256 -sign ceremony.pem ${name} | base64 -w0`}</code>
      </pre>
      <TextArea
        id={`signature-${proposal.id}`}
        label={t('statements.ceremony-signature')}
        hint={t('statements.ceremony-hint')}
        rows={2}
        dir="ltr"
        value={signature}
        onChange={event => setSignature(event.currentTarget.value)}
      />
      <div className="row">
        <Button
          variant="primary"
          type="button"
          disabled={statements.busy || signature.trim() === ''}
          onClick={() => statements.signByCeremony(proposal, signature)}
        >
          {t('statements.ceremony-submit')}
        </Button>
        {simulated && (
          <Button
            type="button"
            icon="key"
            disabled={statements.busy}
            onClick={() => statements.signByCeremony(proposal, null)}
          >
            {t('statements.ceremony-simulated')}
          </Button>
        )}
      </div>
      {simulated && (
        <Notice state="info">
          <p>{t('statements.ceremony-simulated-text')}</p>
        </Notice>
      )}
    </section>
  );
}

/** The exact bytes, as a file. */
function Download({ body, name }: { readonly body: string; readonly name: string }): ReactElement {
  const { t } = useOffice();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytesOf(body)], { type: 'application/json' }));
    const first = setTimeout(() => setAddress(made), 0);
    return () => {
      clearTimeout(first);
      URL.revokeObjectURL(made);
    };
  }, [body]);
  return (
    <a className="button button-secondary" href={address} download={name}>
      {t('statements.ceremony-download')}
    </a>
  );
}
