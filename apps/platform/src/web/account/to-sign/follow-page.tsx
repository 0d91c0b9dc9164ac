import { Button, Choices, ErrorSummary, LinkButton, Name, Notice, Select, Tag, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { type Language, languages } from '../../../kernel/index.ts';
import type { Followed, PartyProgress } from '../../../modules/legalisation/index.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import { languageNames } from '../../shell/index.ts';
import { BackLink, type Speak } from '../page.tsx';
import { base } from './deps.ts';
import { OwnForm, type Wrong } from './frame.tsx';

const looks = { awaited: 'idle', invited: 'wait', bound: 'reading', consented: 'ok', declined: 'stop' } as const;

/** Who has opened, bound, consented or declined, and when: for the initiator, who may give another address while nobody consented there. */
export function ProgressPage(props: {
  readonly t: Speak;
  readonly file: Followed;
  readonly formToken: string;
  readonly replaced: boolean;
}): ReactElement {
  const { t, file, formToken, replaced } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href={`/account/requests/${file.requestId}`}>{t('to-sign.back-to-request')}</BackLink>
      {replaced && (
        <Notice state="ok" live="status">
          <p>{t('to-sign.replaced')}</p>
        </Notice>
      )}
      <div className="stack stack-tight">
        <h1>{t('to-sign.progress-title')}</h1>
        <p className="lead">{t('to-sign.progress-lead')}</p>
      </div>
      <ol className="rows">
        {file.parties.map(party => (
          <li key={party.id}>
            <Progress t={t} file={file} party={party} formToken={formToken} />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface ProgressProps {
  readonly t: Speak;
  readonly file: Followed;
  readonly party: PartyProgress;
  readonly formToken: string;
}

function Progress(props: ProgressProps): ReactElement {
  const { t, file, party } = props;
  return (
    <div className="stack stack-tight">
      <p className="row">
        <b>{party.isInitiator ? t('to-sign.yourself') : <Name>{party.name}</Name>}</b>
        <Tag state={looks[party.state]}>{t(`to-sign.party-${party.state}`)}</Tag>
      </p>
      {party.contact && (
        <p className="small muted">
          <bdi dir="ltr">{party.contact.value}</bdi> · {languageNames[party.language]}
        </p>
      )}
      {party.comesToCounter && <p className="small muted">{t('to-sign.comes-to-counter')}</p>}
      <ul className="small muted">
        {datesOf(party).map(([what, at]) => (
          <li key={what}>{t(`to-sign.date-${what}`, { at: formatMinute(t.language, at) })}</li>
        ))}
      </ul>
      <Doubt t={t} party={party} />
      {party.declineReason && (
        <p>
          {t(`parties.reason-${party.declineReason}`)}
          {party.declineWords !== null && (
            <>
              {' '}
              — <q>{party.declineWords}</q>
            </>
          )}
        </p>
      )}
      {party.comesToCounter && party.state === 'invited' && <AskCode {...props} />}
      {party.mayReplace && (
        <p>
          <LinkButton wideOnPhone href={`${base}/${file.requestId}/replace/${party.id}`}>
            {t('to-sign.replace')}
            <span className="visually-hidden"> {party.name}</span>
          </LinkButton>
        </p>
      )}
    </div>
  );
}

/** Asks for a code to hand to somebody who signs at a counter. */
function AskCode({ t, file, party, formToken }: ProgressProps): ReactElement {
  return (
    <OwnForm action={`${base}/${file.requestId}/code/${party.id}`} formToken={formToken}>
      <Button wideOnPhone>
        {t('to-sign.code-for')}
        <span className="visually-hidden"> {party.name}</span>
      </Button>
    </OwnForm>
  );
}

type Dated = 'invited' | 'reminded' | 'opened' | 'bound' | 'consented' | 'declined';

function datesOf(party: PartyProgress): readonly (readonly [Dated, Date])[] {
  const dates = [
    ['invited', party.isInitiator ? null : party.invitedAt],
    ['opened', party.openedAt],
    ['reminded', party.remindedAt],
    ['bound', party.isInitiator ? null : party.boundAt],
    ['consented', party.consentedAt],
    ['declined', party.declinedAt],
  ] as const;
  return dates.flatMap(([what, at]) => (at ? [[what, at] as const] : []));
}

/** What makes the initiator look again at an address. */
function Doubt({ t, party }: { readonly t: Speak; readonly party: PartyProgress }): ReactElement | null {
  const doubt =
    party.nameAgrees === false
      ? t('to-sign.name-differs')
      : party.deniedAt && party.personId === null
        ? t('to-sign.address-doubted', { at: formatMinute(t.language, party.deniedAt) })
        : undefined;
  if (doubt === undefined) return null;
  return (
    <Notice state="attention">
      <p>{doubt}</p>
    </Notice>
  );
}

/** What was typed of another address. */
export interface TypedAddress {
  readonly name: string;
  readonly contact: string;
  readonly atCounter: boolean;
  readonly language: Language;
}

/** Another address for somebody who has not consented. */
export function ReplacePage(props: {
  readonly t: Speak;
  readonly file: Followed;
  readonly party: PartyProgress;
  readonly typed: TypedAddress;
  readonly formToken: string;
  readonly wrong?: Wrong | undefined;
}): ReactElement {
  const { t, file, party, typed, formToken, wrong } = props;
  const error = (field: string) => (wrong?.field === field ? { error: wrong.message } : {});
  return (
    <div className="stack stack-loose">
      <BackLink href={`${base}/${file.requestId}/progress`}>{t('to-sign.progress-title')}</BackLink>
      {wrong && <ErrorSummary title={t('to-sign.errors-title')} errors={[wrong]} />}
      <div className="stack stack-tight">
        <h1>{t('to-sign.replace-title')}</h1>
        <p className="lead">{t('to-sign.replace-lead', { name: party.name })}</p>
      </div>
      <OwnForm action={`${base}/${file.requestId}/replace/${party.id}`} formToken={formToken}>
        <input type="hidden" name="key" value={crypto.randomUUID()} />
        <input type="hidden" name="version" value={file.version} />
        <TextInput
          id="name"
          name="name"
          label={t('to-sign.replace-name')}
          defaultValue={typed.name}
          maxLength={80}
          autoComplete="off"
          required
          {...error('name')}
        />
        <Choices
          id="way"
          name="way"
          legend={t('to-sign.way')}
          choices={[
            { value: 'distance', label: t('to-sign.way-distance') },
            { value: 'counter', label: t('to-sign.way-counter') },
          ]}
          chosen={[typed.atCounter ? 'counter' : 'distance']}
        />
        <TextInput
          id="contact"
          name="contact"
          label={t('to-sign.replace-contact')}
          defaultValue={typed.contact}
          maxLength={254}
          dir="ltr"
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="off"
          {...error('contact')}
        />
        <Select
          id="language"
          name="language"
          label={t('to-sign.replace-language')}
          options={languages.map(code => ({ value: code, label: languageNames[code] }))}
          defaultValue={typed.language}
        />
        <Button variant="primary" big wideOnPhone>
          {t('to-sign.replace-do')}
        </Button>
      </OwnForm>
    </div>
  );
}
