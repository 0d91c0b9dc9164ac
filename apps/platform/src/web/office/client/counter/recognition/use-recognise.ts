import type { RecognitionValue } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';

/** Keeps how a signatory is recognised, from a dialog that it closes; throws what was refused, to be read beside what was chosen. */
export function useRecognise(personId: string): (recognition: RecognitionValue, key: string) => Promise<void> {
  const { api } = useOffice();
  const { desk, show } = useCounter();
  return async (recognition, key) => {
    const { request } = desk;
    if (!request) return;
    const params = { requestId: request.id, personId };
    await api.call('recognise', { params, body: { version: request.version, recognition }, key });
    await desk.refresh();
    show(undefined);
  };
}
