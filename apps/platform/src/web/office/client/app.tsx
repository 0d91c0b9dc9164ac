import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../../api/client/index.ts';
import type { CatalogueView, MeView } from '../../api/contract/index.ts';
import { type Connection, connect } from './connection.ts';
import { type Office, OfficeContext } from './office-context.ts';
import type { PageData } from './page-data.ts';
import { Screen } from './screen.tsx';
import { ConfirmAnew } from './sign-in/confirm-anew.tsx';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { SessionEnded } from './sign-in/session-ended.tsx';
import { TrainingRibbon } from './training/training-ribbon.tsx';
import { Trouble } from './trouble.tsx';

/** Who is signed in, as far as this page knows. */
type Presence =
  | { readonly kind: 'asking' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'trouble' }
  | { readonly kind: 'somebody'; readonly me: MeView; readonly catalogue: CatalogueView; readonly ended: boolean };

const lastOffice = 'shubbak.office';

/** The staff screens: finds out who is signed in, and keeps what is on the screen when the session ends meanwhile. */
export function App({ data }: { readonly data: PageData }): ReactElement {
  const [presence, setPresence] = useState<Presence>({ kind: 'asking' });
  const [reachable, setReachable] = useState(true);
  const [confirming, setConfirming] = useState(false);
  const worker = useRef<string>(undefined);
  const connection = useMemo(
    () =>
      connect({
        onNetwork: setReachable,
        onSessionEnded: () => setPresence(markEnded),
        onConfirmNeeded: () => setConfirming(true),
      }),
    [],
  );
  const ask = useCallback(async () => {
    const { client } = connection;
    try {
      const [me, catalogue] = await Promise.all([client.call('me', {}), client.call('catalogue', {})]);
      // What waits on the screen belongs to whoever typed it: for anybody else the page starts anew.
      if (worker.current !== undefined && worker.current !== me.staffId) return location.reload();
      worker.current = me.staffId;
      setPresence({ kind: 'somebody', me, catalogue, ended: false });
      connection.resume();
    } catch (error) {
      setPresence(
        error instanceof ApiProblem && error.problem.status === 401 ? { kind: 'nobody' } : { kind: 'trouble' },
      );
    }
  }, [connection]);
  useEffect(() => {
    const first = setTimeout(() => void ask(), 0);
    return () => clearTimeout(first);
  }, [ask]);

  if (presence.kind === 'asking') return <p className="visually-hidden">{data.t('office.loading')}</p>;
  if (presence.kind === 'trouble') return <Trouble t={data.t} onRetry={() => void ask()} />;
  if (presence.kind === 'nobody') return <SignInScreen data={data} onSignedIn={() => void ask()} />;
  return (
    <>
      {!reachable && <output className="ribbon">{data.t('office.no-network')}</output>}
      <SignedIn data={data} connection={connection} me={presence.me} catalogue={presence.catalogue} />
      {presence.ended && <SessionEnded data={data} onSignedIn={() => void ask()} />}
      {confirming && (
        <ConfirmAnew
          data={data}
          onDone={given => {
            setConfirming(false);
            connection.confirm(given);
          }}
        />
      )}
    </>
  );
}

/** The session ended while somebody worked: the screen stays, with what was typed, under a dialog. */
function markEnded(presence: Presence): Presence {
  return presence.kind === 'somebody' ? { ...presence, ended: true } : presence;
}

interface SignedInProps extends Pick<Office, 'me' | 'catalogue'> {
  readonly data: PageData;
  readonly connection: Connection;
}

function SignedIn({ data, connection, me, catalogue }: SignedInProps): ReactElement {
  const [officeId, setOfficeId] = useState(() => localStorage.getItem(lastOffice) ?? '');
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const follow = (): void => setPath(location.pathname);
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const office = me.offices.find(({ id }) => id === officeId) ?? me.offices[0];
  if (!office) return <p className="page wrap">{data.t('office.no-office')}</p>;
  const value: Office = {
    ...data,
    api: connection.api,
    upload: connection.upload,
    me,
    catalogue,
    office,
    chooseOffice: id => {
      localStorage.setItem(lastOffice, id);
      // What lies on the desk belongs to the office it was opened in.
      history.replaceState(null, '', location.pathname);
      setOfficeId(id);
    },
    go: next => {
      history.pushState(null, '', next);
      setPath(location.pathname);
    },
  };
  return (
    <OfficeContext value={value}>
      <TrainingRibbon />
      <Screen key={office.id} path={path} />
    </OfficeContext>
  );
}
