import { Card, type Fact, Facts, Icon, Name, Notice, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { HandlingView, RequestView } from '../../../api/contract/index.ts';
import { Agreed } from '../distance/agreed.tsx';
import { DoubtFrames } from '../doubts/doubt-frames.tsx';
import { type Doubts, useDoubts } from '../doubts/use-doubts.ts';
import { RenewalChecks } from '../certify/renewal-checks.tsx';
import { OfficeChecks } from '../distance/office-checks.tsx';
import { LanguageNotice } from '../language-notice.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { Actions, type Asking } from './actions.tsx';
import { Conversation } from './conversation.tsx';
import { FileDoubts } from './file-doubts.tsx';
import { Marks } from './list-pane.tsx';
import { Opinions } from './opinions.tsx';
import { Timeline } from './timeline.tsx';
import type { File } from './use-file.ts';
import { calledOf, faults, kindOf, markedFields } from './words.ts';

/** The file of one request: what it is, its paper, what may be done, what was said, and every step. */
export function FilePane(props: {
  readonly file: File;
  readonly handling: HandlingView;
  readonly hiddenNarrow: boolean;
  readonly onAsk: (asking: Asking) => void;
}): ReactElement {
  const office = useOffice();
  const { t } = office;
  const { file, handling } = props;
  const { line } = handling;
  const doubts = useDoubts(line, file.reread);
  return (
    <section
      className="queue-file stack stack-loose"
      aria-labelledby="request-title"
      data-hidden-narrow={props.hiddenNarrow || undefined}
    >
      <div className="stack stack-tight">
        <div className="row">
          <h2 id="request-title">
            <Name>{calledOf(office, line)}</Name>
          </h2>
          <Tag state="info">{t(`requests.state-${line.state}`)}</Tag>
          <Marks line={line} />
        </div>
        <p className="muted">
          <Num>{line.reference}</Num> · {kindOf(office, line)} · {t(`queue.channel-${line.channel}`)}
        </p>
        <Expected handling={handling} />
      </div>
      {file.problem && <Problem problem={file.problem} />}
      <Actions file={file} handling={handling} onAsk={props.onAsk} />
      <Correction handling={handling} />
      <LanguageNotice request={file.request} />
      {file.request && <OfficeChecks key={`checks ${line.id}`} request={file.request} />}
      {file.request && <RenewalChecks key={`renewal ${line.id}`} request={file.request} />}
      <Paper request={file.request} handling={handling} doubts={doubts} />
      {file.request && <FileDoubts key={`doubts ${line.id}`} request={file.request} doubts={doubts} />}
      <Conversation key={`talk ${line.id}`} handling={handling} file={file} />
      <Opinions key={`opinions ${line.id}`} handling={handling} file={file} />
      <Timeline steps={handling.timeline} />
    </section>
  );
}

function Expected({ handling }: { readonly handling: HandlingView }): ReactElement | null {
  const { t, language } = useOffice();
  const { dueAt, late } = handling.line;
  if (dueAt === null) return null;
  const moment = formatMinute(language, new Date(dueAt));
  return <p className={late ? 'small queue-late' : 'small'}>{t(late ? 'queue.was-due' : 'queue.due', { moment })}</p>;
}

/** What was asked to be mended, for whoever checks it again. */
function Correction({ handling }: { readonly handling: HandlingView }): ReactElement | null {
  const { t } = useOffice();
  const { correction } = handling;
  if (correction === null) return null;
  return (
    <Notice state="info" title={t('queue.correction')}>
      <ul>
        {correction.fields.map(({ field, reason }) => (
          <li key={field}>
            <FieldName field={field} /> : {t(`queue.fault-${faults.find(each => each === reason) ?? 'other'}`)}
          </li>
        ))}
      </ul>
      {correction.note !== '' && <p>{correction.note}</p>}
    </Notice>
  );
}

function FieldName({ field }: { readonly field: string }): ReactElement {
  const { t } = useOffice();
  return <>{t(`requests.field-${markedFields.find(each => each === field) ?? 'other'}`)}</>;
}

/** Who signs, and the pages as they came in. */
function Paper(props: {
  readonly request: RequestView | undefined;
  readonly handling: HandlingView;
  readonly doubts: Doubts;
}): ReactElement {
  const { t, language, catalogue, office } = useOffice();
  const { request } = props;
  const pages = office.permissions.includes('documents.read') ? (request?.document?.pages ?? []) : [];
  const nature = catalogue.natures.find(({ code }) => code === props.handling.line.nature);
  const facts: Fact[] = [
    ...(nature ? [{ label: t('queue.kind'), value: textIn(language, nature.label) }] : []),
    ...(request && request.signatories.length > 0
      ? [
          {
            label: t('queue.signatories'),
            value: (
              <ul>
                {request.signatories.map(({ personId, name, ...agreed }) => (
                  <li key={personId}>
                    <Name>{nameOf(language, name)}</Name>
                    <Agreed request={request} signatory={agreed} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ];
  return (
    <section className="stack stack-tight" aria-labelledby="request-paper">
      <h3 id="request-paper">{t('queue.paper')}</h3>
      {facts.length > 0 && (
        <Card>
          <Facts items={facts} />
        </Card>
      )}
      {pages.length === 0 ? (
        <p className="muted">{t('queue.no-paper')}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, also by keyboard
        <ol className="queue-pages" tabIndex={0} aria-label={t('queue.paper')}>
          {pages.map((page, index) => (
            <li key={page.id}>
              <a className="queue-page" href={page.image} target="_blank" rel="noreferrer">
                <img
                  src={`${page.image}&width=900`}
                  alt={t('queue.page', { page: index + 1 })}
                  width={Math.round(page.widthMm * 2)}
                  height={Math.round(page.heightMm * 2)}
                  loading="lazy"
                />
                <DoubtFrames open={props.doubts.open} {...{ index, page }} />
              </a>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Nothing lies open, or what was asked for may not be read. */
export function NoFile(props: { readonly file: File; readonly hiddenNarrow: boolean }): ReactElement {
  const { t } = useOffice();
  return (
    <section
      className="queue-file"
      data-hidden-narrow={props.hiddenNarrow || undefined}
      aria-label={t('queue.tab-file')}
    >
      {props.file.problem ? (
        <Problem problem={props.file.problem} />
      ) : (
        <div className="empty stack">
          <Icon name="files" />
          <h2>{t('queue.none-open')}</h2>
          <p>{t('queue.none-open-text')}</p>
        </div>
      )}
    </section>
  );
}
