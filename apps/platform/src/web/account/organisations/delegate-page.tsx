import { Button, Checkbox, Choices, ErrorSummary, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { z } from 'zod';
import type { LocalizedText } from '../../../kernel/index.ts';
import type { MandateListed, OwnFile } from '../../../modules/identity/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import { organisationName } from './mandate-line.tsx';

const all = 'all';

/** The form of a delegation, as browsers send it; whoever sends anything else sees an empty form. */
export const delegationForm = z.object({
  key: z.uuid().catch(() => crypto.randomUUID()),
  number: z.string().max(40).catch(''),
  name: z.string().max(200).catch(''),
  natures: z.array(z.string().max(40)).max(50).catch([]),
  most: z.string().max(20).catch(''),
  from: z.string().max(10).catch(''),
  until: z.string().max(10).catch(''),
  read: z.boolean().catch(false),
});
export type DelegationForm = z.infer<typeof delegationForm>;

/** A nature of act with its name. */
export interface NatureOffered {
  readonly code: string;
  readonly label: LocalizedText;
}

/** As much as the mandate allows, from today. */
export function wholeForm(mandate: MandateListed, today: string): DelegationForm {
  return {
    key: crypto.randomUUID(),
    number: '',
    name: '',
    natures: mandate.natures === all ? [all] : [...mandate.natures],
    most: mandate.most === null ? '' : String(Math.floor(mandate.most / 100)),
    from: today,
    until: mandate.endsOn ?? '',
    read: false,
  };
}

/** The field that a refusal is about. */
function fieldOf(code: string): 'number' | 'name' | 'natures' | 'most' | 'from' | 'read' {
  if (code.startsWith('identity.account-number')) return 'number';
  if (code.startsWith('mandates.wider-natures') || code.startsWith('mandates.natures')) return 'natures';
  if (code === 'mandates.wider-worth' || code === 'mandates.worth-malformed') return 'most';
  if (code === 'mandates.wider-dates' || code.startsWith('mandates.date')) return 'from';
  if (code === 'mandates.wider-rights') return 'read';
  return 'name';
}

/** Gives a mandate of one's own to somebody else, within what it covers. Works without script. */
export function DelegatePage(props: {
  readonly t: Speak;
  readonly file: OwnFile;
  readonly mandate: MandateListed;
  readonly natures: readonly NatureOffered[];
  readonly formToken: string;
  readonly form: DelegationForm;
  readonly refused: { readonly code: string; readonly message: string } | undefined;
}): ReactElement {
  const { t, file, mandate, natures, formToken, form, refused } = props;
  const field = refused && fieldOf(refused.code);
  const errorOf = (name: string) => (refused && field === name ? { error: refused.message } : {});
  const offered = natures.filter(({ code }) => mandate.natures === all || mandate.natures.includes(code));
  return (
    <div className="stack stack-loose">
      <BackLink href={`/account/organisations/${file.id}`}>{organisationName(t, file)}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('own-organisations.delegate-title')}</h1>
        <p className="lead">{t('own-organisations.delegate-lead')}</p>
      </div>
      <form className="stack stack-loose" method="post" noValidate>
        {refused && (
          <ErrorSummary
            title={t('own-organisations.errors-title')}
            errors={[{ field: `delegate-${field}`, message: refused.message }]}
          />
        )}
        <FormToken value={formToken} />
        <input type="hidden" name="key" value={form.key} />
        <TextInput
          id="delegate-number"
          name="number"
          label={t('own-organisations.to-number')}
          hint={t('own-organisations.to-number-hint')}
          defaultValue={form.number}
          code
          inputMode="numeric"
          autoComplete="off"
          required
          {...errorOf('number')}
        />
        <TextInput
          id="delegate-name"
          name="name"
          label={t('own-organisations.to-name')}
          hint={t('own-organisations.to-name-hint')}
          defaultValue={form.name}
          autoComplete="off"
          required
          {...errorOf('name')}
        />
        <Choices
          id="delegate-natures"
          name="natures"
          type="checkbox"
          legend={t('own-organisations.natures')}
          chosen={form.natures}
          choices={[
            ...(mandate.natures === all ? [{ value: all, label: t('own-organisations.natures-all') }] : []),
            ...offered.map(({ code, label }) => ({ value: code, label: label[t.language] })),
          ]}
          {...errorOf('natures')}
        />
        <TextInput
          id="delegate-most"
          name="most"
          label={t('own-organisations.most')}
          hint={t('own-organisations.most-hint')}
          defaultValue={form.most}
          code
          inputMode="decimal"
          {...errorOf('most')}
        />
        <TextInput
          id="delegate-from"
          name="from"
          type="date"
          label={t('own-organisations.from')}
          defaultValue={form.from}
          required
          {...errorOf('from')}
        />
        <TextInput
          id="delegate-until"
          name="until"
          type="date"
          label={t('own-organisations.until')}
          defaultValue={form.until}
        />
        {mandate.mayRead && (
          <Checkbox
            id="delegate-read"
            name="read"
            value="yes"
            defaultChecked={form.read}
            label={t('own-organisations.may-read')}
          />
        )}
        <Button variant="primary" big wideOnPhone>
          {t('own-organisations.delegate')}
        </Button>
      </form>
    </div>
  );
}
