import { Card, Door, Name, Notice, Num, Sheet, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { nameIn, type PersonName } from '../../kernel/index.ts';
import type { PublicAct } from '../../modules/acts/index.ts';
import { formatMinute } from '../../platform/messages/index.ts';
import type { Speak } from './page.tsx';
import { PaperLines } from './paper-lines.tsx';
import type { OwnRequestLine } from './requests/own-requests.ts';
import { Turn } from './requests/turn.tsx';
import type { AccountSection } from './sections.ts';
import type { VaultLine } from './vault.ts';

/** The vault: every paper that was sealed for its holder. */
export function VaultPage(props: {
  readonly t: Speak;
  readonly holder: PersonName;
  readonly lines: readonly VaultLine[];
  readonly sections: readonly AccountSection[];
  /** Requests that wait for the holder, the first of them. */
  readonly turns: readonly OwnRequestLine[];
  /** How much happened to the ways into the account that its holder has not said to have seen. */
  readonly waiting: number;
}): ReactElement {
  const { t, holder, lines, sections, turns, waiting } = props;
  return (
    <div className="columns">
      <div className="stack stack-loose">
        <h1>{t('account.greeting', { name: nameIn(t.language, holder) })}</h1>
        {waiting > 0 && (
          <Notice state="attention">
            <p>
              <a href="/account/security">{t('security.waiting-count', { count: waiting })}</a>
            </p>
          </Notice>
        )}
        {turns.length > 0 && <Turns t={t} turns={turns} />}
        <section className="stack" aria-labelledby="vault">
          <div className="row">
            <h2 id="vault">{t('account.vault')}</h2>
            {lines.length > 0 && (
              <span className="push muted">{t('account.vault-count', { count: lines.length })}</span>
            )}
          </div>
          {lines.length === 0 ? <EmptyVault t={t} /> : <Papers t={t} lines={lines} />}
        </section>
      </div>
      <nav className="stack" aria-label={t('account.title')}>
        {sections.map(({ href, icon, title, line }) => (
          <Door key={href} href={href} icon={icon} title={t(title)}>
            {t(line)}
          </Door>
        ))}
      </nav>
    </div>
  );
}

function Turns({ t, turns }: { readonly t: Speak; readonly turns: readonly OwnRequestLine[] }): ReactElement {
  return (
    <section className="stack" aria-labelledby="turns">
      <div className="row">
        <h2 id="turns">{t('own-requests.waiting')}</h2>
        <a className="push touch" href="/account/requests">
          {t('own-requests.see-all')}
        </a>
      </div>
      {turns.map(line => (
        <Turn key={line.id} t={t} line={line} />
      ))}
    </section>
  );
}

function EmptyVault({ t }: { readonly t: Speak }): ReactElement {
  return (
    <Card look="sunken">
      <div className="stack stack-tight">
        <h3>{t('account.vault-empty')}</h3>
        <p className="muted">{t('account.vault-empty-line')}</p>
      </div>
    </Card>
  );
}

/** Sealed papers, each leading to its page. */
export function Papers({ t, lines }: { readonly t: Speak; readonly lines: readonly VaultLine[] }): ReactElement {
  return (
    <ul className="grid">
      {lines.map(({ act }) => (
        <li key={act.actId} className="document">
          <Sheet sealed>
            <PaperLines />
          </Sheet>
          <div className="stack stack-tight">
            <h3>
              <a href={`/account/documents/${act.actId}`}>{t(`verification.kind-${act.kind}`)}</a>
            </h3>
            <p className="small muted">
              <Num>{act.entryNumber}</Num>
              <br />
              {formatMinute(t.language, new Date(act.face.instant))}
            </p>
            <p className="small muted">
              {placeOf(t, act.face)}
              <br />
              {t('account.signed-by', { officer: nameIn(t.language, act.face.officer) })}
            </p>
            <ActState t={t} mark={act.face.mark} standing={act.standing} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Where an act was made, from the office outwards. */
export function placeOf(
  { language }: Speak,
  { office, arrondissement, commune }: Pick<PublicAct['face'], 'office' | 'arrondissement' | 'commune'>,
): string {
  return [office, arrondissement, commune]
    .flatMap(place => (place ? [place[language]] : []))
    .join(language === 'ar' ? '، ' : ', ');
}

/** What the paper is worth, in a word. */
export function ActState(props: {
  readonly t: Speak;
  readonly mark: PublicAct['face']['mark'];
  readonly standing: PublicAct['standing'];
}): ReactElement {
  const { t, mark, standing } = props;
  return (
    <span className="row">
      {standing ? (
        <Tag state="stop">{t(`acts.standing-${standing.state}`)}</Tag>
      ) : (
        <Tag state="ok">{t('account.sealed')}</Tag>
      )}
      {mark && <Tag state="attention">{t(`account.${mark}`)}</Tag>}
    </span>
  );
}

/** Names one after the other, each held in its own direction. */
export function NameList({ t, names }: { readonly t: Speak; readonly names: readonly PersonName[] }): ReactElement {
  return (
    <>
      {names.map((name, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two people may bear one name; the list never changes
        <span key={index}>
          {index > 0 && (t.language === 'ar' ? '، ' : ', ')}
          <Name>{nameIn(t.language, name)}</Name>
        </span>
      ))}
    </>
  );
}
