import type { ReactElement } from 'react';
import type { CopyHolderView } from '../../../api/contract/index.ts';
import { Fee } from '../counter/citizen/citizen-view.tsx';
import { drawnOf } from '../counter/citizen/keep-agreement.ts';
import { SigningView } from '../counter/citizen/signing-view.tsx';
import { focusOn, places, useCounter } from '../counter/counter-context.ts';
import { textIn, useOffice } from '../office-context.ts';

/** The screen on which whoever shows an original reads what they ask for, and signs for the register. */
export function HolderScreen({ holder }: { readonly holder: CopyHolderView }): ReactElement {
  const { t, api, catalogue } = useOffice();
  const { desk, show } = useCounter();
  const { personId, name, document } = holder;
  const holders = desk.request?.certification?.holders ?? [];
  return (
    <SigningView
      title={t('office.counter-citizen-view')}
      who={{ name, numberMasked: document.numberMasked }}
      part="holder"
      turn={{ k: holders.findIndex(each => each.personId === personId) + 1, n: holders.length }}
      pad="needed"
      sentence={language => textIn(language, catalogue.copies.consent.text)}
      problem={desk.problem?.detail}
      renderAside={language => <Fee language={language} />}
      onAgree={({ drawing, size }) =>
        desk.change(({ id, version }) =>
          api.call('signForCopy', {
            params: { requestId: id, personId },
            body: { version, ...drawnOf(drawing, size) },
          }),
        )
      }
      onClose={() => {
        show(undefined);
        focusOn(places.goOn);
      }}
    />
  );
}
