import { Avatar, Icon } from '@shubbak/design';
import type { Context } from 'hono';
import type { ReactElement, ReactNode } from 'react';
import { type LocalizedText, nameIn, type PersonActor, type PersonName } from '../../kernel/index.ts';
import type { Acts } from '../../modules/acts/index.ts';
import type {
  Mandates,
  Merging,
  NationalIdentity,
  PersonSecurity,
  ServiceLevels,
} from '../../modules/identity/index.ts';
import { type Translator, translator } from '../../platform/messages/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { catalogue, type MessageKey } from '../catalogue.ts';
import type { OwnRequests } from './requests/own-requests.ts';
import { sectionsOf } from './sections.ts';
import type { SessionEnv, SessionOptions } from '../session/index.ts';
import { addressOf, languageOf, renderPage } from '../shell/index.ts';

/** What a person's pages need. */
export interface AccountDeps {
  readonly db: Database;
  readonly session: SessionOptions;
  readonly security: PersonSecurity;
  /** Signing in through the national identity provider, where one is configured. */
  readonly national: Pick<NationalIdentity, 'offered' | 'listBindings' | 'unbind'>;
  /** Which level opens which service. */
  readonly levels: ServiceLevels;
  readonly acts: Pick<Acts, 'openSealed'>;
  readonly mandates: Pick<Mandates, 'listOwn' | 'openOwn' | 'end' | 'delegate'>;
  /** The person’s own requests, of every service and commune. */
  readonly ownRequests: OwnRequests;
  readonly merging: Pick<Merging, 'listMine' | 'object'>;
  /** Natures of act that a mandate may name. */
  readonly natures: readonly { readonly code: string; readonly label: LocalizedText }[];
  /** The key under which KEYs of printed addresses are made. */
  readonly accessKey: Uint8Array;
  /** Address of the script that passkeys need; without it none can be used. */
  readonly passkeyScript?: string;
  /** Marks every page of a demonstration. */
  readonly demo: boolean;
}

export type Speak = Translator<MessageKey>;
export type AccountContext = Context<SessionEnv>;

/** The translator for the language of this request. */
export function speakerFor(c: Context): Speak {
  return translator(catalogue, languageOf(c));
}

/** One page of the account, to be shown to its holder or before anybody signed in. */
export interface AccountPage {
  readonly title: string;
  readonly body: ReactNode;
  /** Whose account is open; nobody's on the way in. */
  readonly holder?: PersonName;
  /** One question, or one document: a narrow column. */
  readonly narrow?: boolean;
  readonly status?: 200 | 403 | 422 | 429 | 500;
  /** Addresses of its scripts. */
  readonly scripts?: readonly string[];
}

/** The script of passkeys, for a page that offers one. */
export function passkeyScripts({ passkeyScript }: AccountDeps): readonly string[] {
  return passkeyScript === undefined ? [] : [passkeyScript];
}

/** Answers with a page of the account; its holder's own choices say how big the letters are and in which script their name stands. */
export async function answerPage(c: AccountContext, deps: AccountDeps, page: AccountPage): Promise<Response> {
  const t = speakerFor(c);
  const { holder } = page;
  const actor = c.get('actor');
  const choices = holder && actor.kind === 'person' ? (await readHolder(deps, actor)).choices : undefined;
  const html = renderPage({
    language: t.language,
    title: page.title,
    context: t('account.title'),
    address: addressOf(c),
    body: page.body,
    homeHref: holder ? '/account' : '/',
    demo: deps.demo,
    ...(page.scripts && { scripts: page.scripts }),
    ...(choices?.textSize === 'large' && { bodyClass: 'text-large' }),
    ...(page.narrow === true && { mainClass: 'wrap wrap-narrow page' }),
    ...(holder && {
      headerEnd: <HolderBar name={nameChosen(t, holder, choices?.script)} t={t} formToken={c.get('formToken')} />,
      footer: [
        { href: '/account', label: t('account.documents') },
        ...sectionsOf(deps).map(({ href, title }) => ({ href, label: t(title) })),
        { href: '/v', label: t('web.verify') },
      ],
    }),
  });
  return c.html(html, page.status ?? 200);
}

type Holder = NonNullable<Awaited<ReturnType<SessionOptions['identity']['readAddressee']>>>;

/** A name in the script that its holder chose. */
function nameChosen(t: Speak, name: PersonName, script: Holder['choices']['script'] = 'reader'): string {
  return script === 'reader' ? nameIn(t.language, name) : name[script];
}

/** Who is signed in, in which language, and how they want their pages: not a reading of their file, which would fill the list that they read. */
export async function readHolder({ db, session }: AccountDeps, { personId }: PersonActor): Promise<Holder> {
  const holder = await db.transaction({ personId }, tx => session.identity.readAddressee(tx, personId));
  if (!holder) throw new Error('a person is signed in whom nobody enrolled');
  return holder;
}

function HolderBar(props: { readonly t: Speak; readonly name: string; readonly formToken: string }): ReactElement {
  const { t, name, formToken } = props;
  return (
    <>
      <Avatar initials={initialsOf(name)} />
      <bdi className="wide-only small">{name}</bdi>
      <form method="post" action="/account/sign-out">
        <FormToken value={formToken} />
        <button className="header-link" type="submit" aria-label={t('account.sign-out')}>
          <Icon name="sign-out" />
          <span className="wide-only">{t('account.sign-out')}</span>
        </button>
      </form>
    </>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/);
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map(word => word?.slice(0, 1) ?? '').join('');
}

/** The hidden field by which a form shows that it is of this session; nothing before sign-in. */
export function FormToken({ value }: { readonly value: string }): ReactElement | null {
  return value === '' ? null : <input type="hidden" name="form-token" value={value} />;
}

/** The way back to where this page is reached from. */
export function BackLink({ href, children }: { readonly href: string; readonly children: ReactNode }): ReactElement {
  return (
    <p>
      <a className="button button-quiet" href={href}>
        <Icon name="chevron-start" />
        <span>{children}</span>
      </a>
    </p>
  );
}
