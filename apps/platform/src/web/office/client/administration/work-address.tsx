import { Button, Select, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { WorkAddress } from '../../../api/contract/index.ts';
import { languageNames } from '../language-names.ts';
import { useOffice } from '../office-context.ts';
import { FormDialog } from './form-dialog.tsx';
import { useChange } from './use-answer.ts';

const languages = ['ar', 'fr', 'zgh', 'en'] as const;

/** Where a member of staff is written to about their work: shown to themselves and to administrators, and changed by them. */
export function WorkAddressPart(props: {
  readonly address: WorkAddress | null;
  /** Absent where it can only be read. */
  readonly onKeep?: ((address: WorkAddress) => Promise<void>) | undefined;
}): ReactElement {
  const { t } = useOffice();
  const { address, onKeep } = props;
  const [open, setOpen] = useState(false);
  return (
    <section className="stack stack-tight" aria-labelledby="work-address">
      <div className="row">
        <h2 id="work-address">{t('administration.work-address')}</h2>
        {onKeep && (
          <Button type="button" className="push" onClick={() => setOpen(true)}>
            {t(address ? 'administration.work-address-change' : 'administration.work-address-give')}
          </Button>
        )}
      </div>
      <p>
        {address ? (
          <>
            <bdi dir="ltr">{address.email}</bdi> ·{' '}
            <span lang={address.language}>{languageNames[address.language]}</span>
          </>
        ) : (
          t('administration.work-address-none')
        )}
      </p>
      <p className="muted small">{t('administration.work-address-lead')}</p>
      {open && onKeep && (
        <AddressDialog
          address={address}
          onClose={() => setOpen(false)}
          onKeep={async kept => {
            await onKeep(kept);
            setOpen(false);
          }}
        />
      )}
    </section>
  );
}

function AddressDialog(props: {
  readonly address: WorkAddress | null;
  readonly onKeep: (address: WorkAddress) => Promise<void>;
  readonly onClose: () => void;
}): ReactElement {
  const { t, language: own } = useOffice();
  const [address, setAddress] = useState<WorkAddress>(props.address ?? { email: '', language: own });
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.work-address')}
      lead={t('administration.work-address-dialog')}
      submit={t('administration.save')}
      change={change}
      onClose={props.onClose}
      onSubmit={() => props.onKeep(address)}
    >
      <TextInput
        id="work-email"
        label={t('administration.work-email')}
        hint={t('administration.work-email-hint')}
        type="email"
        dir="ltr"
        autoComplete="off"
        maxLength={254}
        value={address.email}
        onChange={event => setAddress({ ...address, email: event.currentTarget.value })}
      />
      <Select
        id="work-language"
        label={t('administration.work-language')}
        options={languages.map(value => ({ value, label: languageNames[value] }))}
        value={address.language}
        onChange={event =>
          setAddress({ ...address, language: languages.find(each => each === event.currentTarget.value) ?? own })
        }
      />
    </FormDialog>
  );
}
