import { Button, Card, Facts, Name, Notice } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDate, formatMinute } from '../../../../platform/messages/browser.ts';
import type { StaffFile } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { EventTable } from './event-table.tsx';
import { addressOf } from './sections.ts';
import { FileDialogs, type Open } from './staff-dialogs.tsx';
import { PostingWords, StateTag } from './staff-words.tsx';
import { useAnswer } from './use-answer.ts';
import { WorkAddressPart } from './work-address.tsx';

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
      {file && (
        <WorkAddressPart
          address={file.address}
          {...(file.leftAt === null && {
            onKeep: async body => {
              await api.call('keepStaffAddress', { params: { staffId }, body });
              after(t('administration.work-address-kept'));
            },
          })}
        />
      )}
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
