import { Button, Card, LinkButton, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Refusal } from '../../../kernel/index.ts';
import type { DistanceOverview } from '../../../modules/legalisation/index.ts';
import type { Speak } from '../page.tsx';
import { base, OneForm, QuestionPage } from './frame.tsx';
import { UnreadNotice } from './unread-notice.tsx';

type Page = NonNullable<DistanceOverview['document']>['pages'][number];

/** What became of the files that were just sent. */
export interface FilesSaid {
  readonly added: number;
  /** Things to know of what was added, as its reader lost or changed something. */
  readonly notices: readonly Refusal[];
  readonly refused: readonly { readonly name: string; readonly refusal: Refusal }[];
}

interface Props {
  readonly t: Speak;
  readonly file: DistanceOverview;
  readonly formToken: string;
  readonly said?: FilesSaid | undefined;
  readonly error?: string | undefined;
}

/** The paper: files in, pages in their order, and out again. */
export function DocumentPage(props: Props): ReactElement {
  const { t, file, formToken, said, error } = props;
  const { request, document } = file;
  const pages = document?.pages ?? [];
  const path = `${base}/${request.id}`;
  const errors = error === undefined ? {} : { file: error };
  const added = said && said.added > 0 ? t('legalise.files-added', { count: said.added }) : undefined;
  return (
    <QuestionPage
      t={t}
      question="document"
      back={base}
      title={t('legalise.document')}
      of={request}
      errors={errors}
      said={added}
    >
      <Said t={t} said={said} />
      <UnreadNotice t={t} unread={file.unread} />
      {pages.length === 0 && <p>{t('legalise.document-line')}</p>}
      <Pages {...props} />
      {(document === undefined || document.kind === 'scan' || pages.length === 0) && (
        <Sending t={t} file={file} formToken={formToken} more={pages.length > 0} error={error} />
      )}
      {pages.length > 0 && (
        <LinkButton variant="primary" big wideOnPhone href={`${path}/signatories`}>
          {t('legalise.continue')}
        </LinkButton>
      )}
    </QuestionPage>
  );
}

function Said({ t, said }: Pick<Props, 't' | 'said'>): ReactElement | null {
  if (!said || (said.refused.length === 0 && said.notices.length === 0)) return null;
  return (
    <>
      {said.refused.map(({ name, refusal }) => (
        <Notice key={name} state="stop">
          <p>
            <b>
              <bdi>{name}</bdi>
            </b>
          </p>
          <p>{t.refusal(refusal)}</p>
        </Notice>
      ))}
      {said.notices.map(notice => (
        <Notice key={notice.code} state="attention">
          <p>{t.refusal(notice)}</p>
        </Notice>
      ))}
    </>
  );
}

/** The form that sends files; its script, where it runs, sends them part by part and goes on where a connection broke. */
function Sending(props: Omit<Props, 'said'> & { readonly more: boolean }): ReactElement {
  const { t, file, formToken, more, error } = props;
  const path = `${base}/${file.request.id}`;
  return (
    <OneForm action={`${path}/document/files`} formToken={formToken} files id="sending" className="stack">
      <div className={error === undefined ? 'field' : 'field field-invalid'}>
        <label htmlFor="file">{t(more ? 'legalise.files-more' : 'legalise.files')}</label>
        <p className="field-hint" id="file-hint">
          {t('legalise.files-hint')}
        </p>
        <input
          className="input"
          id="file"
          name="file"
          type="file"
          accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp,.heic,application/pdf,image/*"
          multiple
          aria-describedby="file-hint"
        />
      </div>
      <div
        id="upload"
        hidden
        data-to={`${path}/uploads`}
        data-sending={t('legalise.upload-sending', { done: '{done}', size: '{size}' })}
        data-waiting={t('legalise.upload-waiting')}
        data-done={t('legalise.upload-done')}
        data-failed={t('legalise.upload-failed')}
      >
        <progress className="progress" max={100} value={0} aria-label={t('legalise.upload-progress')} />
        <p className="small muted" role="status" />
      </div>
      {file.uploads.length > 0 && (
        <Notice state="info">
          <p>{t('legalise.upload-resume', { count: file.uploads.length })}</p>
        </Notice>
      )}
      <Button variant={more ? 'secondary' : 'primary'} big={!more} wideOnPhone>
        {t('legalise.files-send')}
      </Button>
    </OneForm>
  );
}

function Pages({ t, file, formToken }: Pick<Props, 't' | 'file' | 'formToken'>): ReactElement | null {
  const { request, document } = file;
  if (!document || document.pages.length + document.removed.length === 0) return null;
  const action = `${base}/${request.id}/document/pages`;
  const scan = document.kind === 'scan';
  const removed = scan ? document.removed.filter(({ image }) => image !== null) : [];
  return (
    <OneForm action={action} formToken={formToken} className="stack">
      {document.pages.length > 0 && (
        <ol className="leaves">
          {document.pages.map((page, index) => (
            <li key={page.id} className="leaf">
              <PagePicture t={t} file={file} page={page} number={index + 1} width={320} />
              <Verdicts t={t} page={page} />
              {scan && <Moves t={t} page={page} index={index} count={document.pages.length} />}
            </li>
          ))}
        </ol>
      )}
      {!scan && document.pages.length > 0 && (
        <Button variant="danger" wideOnPhone name="clear" value="yes">
          {t('legalise.document-clear')}
        </Button>
      )}
      {document.kind === 'signed-pdf' && document.pages.length > 0 && (
        <Notice state="info">
          <p>{t('legalise.signed-pdf')}</p>
        </Notice>
      )}
      {removed.length > 0 && (
        <Card look="sunken">
          <div className="stack stack-tight">
            <h2>{t('legalise.pages-removed')}</h2>
            <div className="row">
              {removed.map((page, index) => (
                <Button key={page.id} name="restore" value={page.id}>
                  {t('legalise.page-restore', { number: index + 1 })}
                </Button>
              ))}
            </div>
          </div>
        </Card>
      )}
    </OneForm>
  );
}

/** What was judged of a page's picture: the office may ask for a better one. */
function Verdicts({ t, page }: { readonly t: Speak; readonly page: Page }): ReactElement | null {
  if (page.verdicts.length === 0) return null;
  const said = page.verdicts.map(({ kind, value }) =>
    t.refusal({ code: `documents.quality.${kind}`, params: { value: Math.abs(value) } }),
  );
  return <p className="small">{said.join(' ')}</p>;
}

function Moves(props: {
  readonly t: Speak;
  readonly page: Page;
  readonly index: number;
  readonly count: number;
}): ReactElement {
  const { t, page, index, count } = props;
  const number = index + 1;
  return (
    <div className="row">
      {index > 0 && (
        <Button name="front" value={page.id}>
          {t('legalise.page-earlier')}
          <span className="visually-hidden"> {t('legalise.page', { number })}</span>
        </Button>
      )}
      {number < count && (
        <Button name="end" value={page.id}>
          {t('legalise.page-later')}
          <span className="visually-hidden"> {t('legalise.page', { number })}</span>
        </Button>
      )}
      <Button variant="quiet" name="remove" value={page.id}>
        {t('legalise.page-remove')}
        <span className="visually-hidden"> {t('legalise.page', { number })}</span>
      </Button>
    </div>
  );
}

/** A page of the paper, small. */
function PagePicture(props: {
  readonly t: Speak;
  readonly file: Pick<DistanceOverview, 'request'>;
  readonly page: Page;
  readonly number: number;
  readonly width: number;
}): ReactElement {
  const { t, file, page, number, width } = props;
  return (
    <img
      className="leaf-picture"
      src={pictureOf(file, page, width)}
      alt={t('legalise.page', { number })}
      width={Math.round(page.mm.width)}
      height={Math.round(page.mm.height)}
      loading="lazy"
    />
  );
}

/** The address of a page's picture; another picture has another address. */
export function pictureOf({ request }: Pick<DistanceOverview, 'request'>, page: Page, width: number): string {
  const version = (page.image ?? page.id).slice(0, 12);
  return `${base}/${request.id}/pages/${page.id}?width=${width}&v=${version}`;
}
