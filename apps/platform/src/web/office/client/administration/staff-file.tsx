import { Button, Card, Facts, Name, Notice } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDate, formatMinute } from '../../../../platform/messages/browser.ts';
import type { CodeView, PostingView, StaffFile } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { CodePaper } from './code-paper.tsx';
import { DataTable } from './data-table.tsx';
import { EventTable } from './event-table.tsx';
import { FormDialog } from './form-dialog.tsx';
import { PostingDialog } from './posting-dialog.tsx';
import { addressOf } from './sections.ts';
import { PostingWords, StateTag } from './staff-words.tsx';
import { useAnswer, useChange } from './use-answer.ts';

type Open = 'code' | 'posting' | 'leave' | { readonly end: PostingView } | { readonly paper: CodeView } | undefined;

/** One member of staff: who they are, what they hold, by whom given, what they can still sign by, what was done. */
export function StaffFilePart({ staffId }: { readonly staffId: string }): ReactElement {
  const { t, api, go } = useOffice();
  const ask = useCallback(() => api.call('readStaff', { params: { staffId } }), [api, staffId]);
  const { answer: file, problem, reload } = useAnswer(ask);
  const [open, setOpen] = useState<Open>();
  const [said, setSaid] = useState<string>();
  const after = (sentence?: string): void => {
    setOpen(undefined);
    setSaid(sentence);
    reload();
  };
  return (
    <>
      <p>
        <a
          className="touch"
          href={addressOf('staff')}
          onClick={event => {
            event.preventDefault();
            go(addressOf('staff'));
          }}
        >
          {t('administration.back-to-staff')}
        </a>
      </p>
      {problem && <Problem problem={problem} />}
      {said !== undefined && (
        <Notice state="ok" live="status">
          <p>{said}</p>
        </Notice>
      )}
      {file && <FileCard file={file} onOpen={setOpen} />}
      {file && <PostingsOf file={file} onOpen={setOpen} />}
      {file && file.statements.length > 0 && <StatementsOf file={file} />}
      {file && (
        <section className="stack" aria-labelledby="file-history">
          <h2 id="file-history">{t('administration.section-history')}</h2>
          <EventTable events={file.events} />
        </section>
      )}
      {file && <FileDialogs file={file} open={open} onOpen={setOpen} onAfter={after} />}
    </>
  );
}

interface FilePart {
  readonly file: StaffFile;
  readonly onOpen: (open: Open) => void;
}

function FileCard({ file, onOpen }: FilePart): ReactElement {
  const { t, language } = useOffice();
  const { account } = file;
  const here = file.leftAt === null && !file.own;
  return (
    <Card labelledBy="file-name">
      <div className="stack">
        <div className="row">
          <h2 id="file-name">
            <Name>{nameOf(language, file.name)}</Name>
          </h2>
          <StateTag line={file} />
        </div>
        <Facts
          items={[
            { label: t('administration.name-arabic'), value: <span lang="ar">{file.name.arabic}</span> },
            { label: t('administration.name-latin'), value: file.name.latin },
            {
              label: t('administration.account'),
              value:
                account.codeUntil === null
                  ? t('administration.passkeys', { count: account.passkeys })
                  : t('administration.code-until', { moment: formatMinute(language, new Date(account.codeUntil)) }),
            },
            {
              label: t('administration.last-seen'),
              value:
                account.seenAt === null ? t('administration.never') : formatMinute(language, new Date(account.seenAt)),
            },
          ]}
        />
        {file.own && <p className="muted">{t('administration.own-file')}</p>}
        {here && (
          <div className="row">
            <Button type="button" icon="key" onClick={() => onOpen('code')}>
              {account.passkeys > 0 ? t('administration.lost-passkey') : t('administration.hand-over-code')}
            </Button>
            <Button type="button" variant="danger" onClick={() => onOpen('leave')}>
              {t('administration.leaves')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function PostingsOf({ file, onOpen }: FilePart): ReactElement {
  const { t, language } = useOffice();
  const here = file.leftAt === null && !file.own;
  return (
    <section className="stack" aria-labelledby="file-postings">
      <div className="row">
        <h2 id="file-postings">{t('administration.postings')}</h2>
        {here && (
          <Button type="button" variant="primary" icon="plus" className="push" onClick={() => onOpen('posting')}>
            {t('administration.give-posting')}
          </Button>
        )}
      </div>
      <DataTable
        caption={t('administration.postings')}
        rows={file.postings}
        keyOf={({ id }) => id}
        empty={t('administration.no-postings')}
        columns={[
          { label: t('administration.posting'), renderCell: posting => <PostingWords posting={posting} /> },
          {
            label: t('administration.first-day'),
            renderCell: ({ validFrom }) => formatDate(language, new Date(validFrom)),
          },
          {
            label: t('administration.given-by'),
            renderCell: ({ grantedBy, approvedBy }) => (
              <>
                {grantedBy ? <Name>{nameOf(language, grantedBy.name)}</Name> : t('administration.by-platform')}
                {approvedBy && (
                  <>
                    {' · '}
                    <Name>{nameOf(language, approvedBy.name)}</Name>
                  </>
                )}
              </>
            ),
          },
          {
            label: t('administration.state'),
            renderCell: posting =>
              here && posting.state !== 'ended' ? (
                <Button type="button" onClick={() => onOpen({ end: posting })}>
                  {t('administration.end-now')}
                </Button>
              ) : (
                t(`administration.posting-${posting.state}`)
              ),
          },
        ]}
      />
    </section>
  );
}

/** What they can still sign by: taken back by itself when they leave. */
function StatementsOf({ file }: { readonly file: StaffFile }): ReactElement {
  const { t, language } = useOffice();
  return (
    <section className="stack" aria-labelledby="file-statements">
      <h2 id="file-statements">{t('administration.statements')}</h2>
      <p className="muted small">{t('administration.statements-lead')}</p>
      <DataTable
        caption={t('administration.statements')}
        rows={file.statements}
        keyOf={({ id }) => id}
        empty=""
        columns={[
          { label: t('administration.kind'), renderCell: ({ kind }) => t(`administration.statement-${kind}`) },
          { label: t('administration.reference'), renderCell: ({ reference }) => reference || '—' },
          {
            label: t('administration.last-day'),
            renderCell: ({ validUntil }) => formatDate(language, new Date(validUntil)),
          },
        ]}
      />
    </section>
  );
}

function FileDialogs(props: {
  readonly file: StaffFile;
  readonly open: Open;
  readonly onOpen: (open: Open) => void;
  readonly onAfter: (sentence?: string) => void;
}): ReactElement | null {
  const { t, language } = useOffice();
  const { file, open, onOpen, onAfter } = props;
  const close = (): void => onOpen(undefined);
  if (open === undefined) return null;
  if (open === 'code')
    return (
      <CodeDialog
        file={file}
        onCode={paper => onOpen({ paper })}
        onProposed={() => onAfter(t('administration.proposed'))}
        onClose={close}
      />
    );
  if (open === 'posting') return <GivePosting file={file} onAfter={onAfter} onClose={close} />;
  if (open === 'leave') return <LeaveDialog file={file} onAfter={onAfter} onClose={close} />;
  if ('paper' in open) return <CodePaper code={open.paper} name={file.name} onClose={() => onAfter()} />;
  return (
    <EndDialog
      posting={open.end}
      name={nameOf(language, file.name)}
      staffId={file.id}
      onDone={() => onAfter(t('administration.posting-ended-now'))}
      onClose={close}
    />
  );
}

function GivePosting(props: {
  readonly file: StaffFile;
  readonly onAfter: (sentence: string) => void;
  readonly onClose: () => void;
}): ReactElement | null {
  const { t, api } = useOffice();
  const { answer } = useAnswer(
    useCallback(
      async () => ({
        places: await api.call('listPlaces', {}),
        roles: await api.call('listRoles', {}),
        colleagues: (await api.call('listStaff', { query: { state: 'away' } })).staff,
      }),
      [api],
    ),
  );
  if (!answer) return null;
  return (
    <PostingDialog
      {...answer}
      file={props.file}
      onDone={outcome =>
        props.onAfter(outcome === 'done' ? t('administration.posting-given') : t('administration.proposed'))
      }
      onClose={props.onClose}
    />
  );
}

function LeaveDialog(props: {
  readonly file: StaffFile;
  readonly onAfter: (sentence: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const { file } = props;
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.leaves-title', { name: nameOf(language, file.name) })}
      lead={t('administration.leaves-lead', { count: file.statements.length })}
      submit={t('administration.leaves')}
      danger
      change={change}
      onClose={props.onClose}
      onSubmit={async () => {
        await api.call('leaveStaff', { params: { staffId: file.id }, body: {} });
        props.onAfter(t('administration.has-left'));
      }}
    />
  );
}

function EndDialog(props: {
  readonly posting: PostingView;
  readonly staffId: string;
  readonly name: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api } = useOffice();
  const change = useChange();
  const { posting, staffId, name, onDone, onClose } = props;
  return (
    <FormDialog
      title={t('administration.end-title', { name })}
      lead={t('administration.end-lead')}
      submit={t('administration.end-now')}
      danger
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        await api.call('endPosting', { params: { staffId, postingId: posting.id }, body: {} });
        onDone();
      }}
    >
      <PostingWords posting={posting} />
    </FormDialog>
  );
}
