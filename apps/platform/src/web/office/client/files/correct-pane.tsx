import { Button, Card, Name, Notice, Select, TextArea, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { KeyDataView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { useCalls } from './use-call.ts';

interface Found {
  readonly id: string;
  readonly name: { readonly arabic: string; readonly latin: string };
  readonly birthDate: string | null;
}

/** Finding a person whom the commune serves, and correcting what is wrong in their file. */
export function CorrectPane(): ReactElement {
  const { t, api, language } = useOffice();
  const { busy, problem, run } = useCalls();
  const [text, setText] = useState('');
  const [people, setPeople] = useState<readonly Found[]>();
  const [file, setFile] = useState<KeyDataView>();
  const [said, setSaid] = useState<'changed' | 'awaiting-second'>();
  const search = async (): Promise<void> => {
    setSaid(undefined);
    setFile(undefined);
    setPeople((await run(() => api.call('searchPeople', { body: { name: text } })))?.people);
  };
  return (
    <section className="stack" aria-labelledby="correct">
      <h2 id="correct">{t('files.part-correct')}</h2>
      <p className="muted">{t('files.correct-lead')}</p>
      <form
        className="stack"
        onSubmit={event => {
          event.preventDefault();
          void search();
        }}
      >
        <TextInput
          id="person"
          label={t('files.person')}
          hint={t('files.person-hint')}
          value={text}
          autoComplete="off"
          onChange={event => setText(event.currentTarget.value)}
        />
        <p>
          <Button disabled={busy || text.trim().length < 2}>{t('files.search')}</Button>
        </p>
      </form>
      {problem && <Problem problem={problem} />}
      {said && (
        <Notice state="ok" live="status">
          <p>{t(`files.said-${said}`)}</p>
        </Notice>
      )}
      {people?.length === 0 && <p>{t('files.nobody')}</p>}
      {!file && people && (
        <ul className="rows">
          {people.map(({ id, name, birthDate }) => (
            <li key={id}>
              <p>
                <Name>{nameOf(language, name)}</Name> <span className="small muted">{birthDate}</span>
              </p>
              <Button
                type="button"
                disabled={busy}
                onClick={() =>
                  void run(async () => setFile(await api.call('readKeyData', { params: { personId: id } })))
                }
              >
                {t('files.open')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {file && (
        <Correction
          key={file.personId}
          file={file}
          onDone={outcome => {
            setFile(undefined);
            setPeople(undefined);
            setSaid(outcome);
          }}
        />
      )}
    </section>
  );
}

const papers = ['identity-document', 'civil-status', 'proof-of-address', 'court-decision', 'spoken'] as const;

function Correction({
  file,
  onDone,
}: {
  readonly file: KeyDataView;
  readonly onDone: (outcome: 'changed' | 'awaiting-second') => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const { busy, problem, run } = useCalls();
  const before = {
    arabic: file.name.arabic,
    latin: file.name.latin,
    birthDate: file.birthDate ?? '',
    birthPlace: file.birthPlace ?? '',
    address: file.address ?? '',
    number: '',
    email: '',
    phone: '',
  };
  const [typed, setTyped] = useState(before);
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState<(typeof papers)[number]>('identity-document');
  const field = (
    name: keyof typeof before,
    label: string,
    more: { readonly dir?: 'ltr' | 'rtl'; readonly type?: string } = {},
  ) => (
    <TextInput
      id={`key-${name}`}
      label={label}
      value={typed[name]}
      autoComplete="off"
      {...more}
      onChange={event => {
        const { value } = event.currentTarget;
        setTyped(now => ({ ...now, [name]: value }));
      }}
    />
  );
  const changed = (name: keyof typeof before): boolean => typed[name].trim() !== before[name];
  const send = async (): Promise<void> => {
    const [document] = file.documents;
    const changes = {
      ...((changed('arabic') || changed('latin')) && { name: { arabic: typed.arabic, latin: typed.latin } }),
      ...(changed('birthDate') && { birthDate: typed.birthDate }),
      ...(changed('birthPlace') && { birthPlace: typed.birthPlace }),
      ...(changed('address') && { address: typed.address }),
      ...(changed('number') && document && { document: { id: document.id, number: typed.number } }),
      ...(changed('email') && { email: typed.email }),
      ...(changed('phone') && { phone: typed.phone }),
    };
    const body = { changes, reason, seen };
    const answer = await run(() => api.call('changeKeyData', { params: { personId: file.personId }, body }));
    if (answer) onDone(answer.outcome);
  };
  return (
    <Card>
      <form
        className="stack"
        onSubmit={event => {
          event.preventDefault();
          void send();
        }}
      >
        <h3>
          <Name>{nameOf(language, file.name)}</Name>
        </h3>
        {field('arabic', t('files.name-arabic'), { dir: 'rtl' })}
        {field('latin', t('files.name-latin'), { dir: 'ltr' })}
        {field('birthDate', t('files.field-birth-date'), { type: 'date' })}
        {field('birthPlace', t('files.field-birth-place'))}
        {field('address', t('files.field-address'))}
        {file.documents[0] &&
          field('number', t('files.number', { masked: file.documents[0].numberMasked }), { dir: 'ltr' })}
        {field('email', t('files.new-email'), { dir: 'ltr' })}
        {field('phone', t('files.new-phone'), { dir: 'ltr' })}
        <Select
          id="seen"
          label={t('files.seen')}
          hint={t('files.seen-hint')}
          options={papers.map(value => ({ value, label: t(`files.seen-${value}`) }))}
          value={seen}
          onChange={event => setSeen(papers.find(each => each === event.currentTarget.value) ?? 'spoken')}
        />
        <TextArea
          id="reason"
          label={t('files.reason')}
          hint={t('files.reason-hint')}
          rows={2}
          maxLength={300}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        {problem && <Problem problem={problem} />}
        <p>
          <Button variant="primary" disabled={busy}>
            {t('files.change')}
          </Button>
        </p>
      </form>
    </Card>
  );
}
