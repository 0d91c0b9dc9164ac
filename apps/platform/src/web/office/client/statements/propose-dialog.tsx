import type { ReactElement } from 'react';
import { Dialog } from '../dialog.tsx';
import { useOffice } from '../office-context.ts';
import { AdministratorForm } from './administrator-form.tsx';
import { CredentialForm } from './credential-form.tsx';
import { DelegationForm } from './delegation-form.tsx';
import type { ProposeFormProps } from './propose-props.ts';
import type { ProposalKind } from './use-statements.ts';

export interface ProposeDialogProps extends ProposeFormProps {
  readonly kind: ProposalKind;
}

/** Proposes a statement of one kind; nothing is signed here. */
export function ProposeDialog({ kind, ...form }: ProposeDialogProps): ReactElement {
  const { t } = useOffice();
  return (
    <Dialog title={t(`statements.propose-${kind}`)} onClose={form.onClose}>
      {kind === 'delegation' && <DelegationForm {...form} />}
      {kind === 'credential' && <CredentialForm {...form} />}
      {kind === 'administrator' && <AdministratorForm {...form} />}
    </Dialog>
  );
}
