import type { ChangeOptionsBody, OptionsView } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';

type Options = Omit<ChangeOptionsBody, 'version'>;

/** Changes some of the request's options: shown at once, kept in the order in which they were made. */
export function useOptions(): (change: (now: OptionsView) => Options) => Promise<boolean> {
  const { api } = useOffice();
  const { desk } = useCounter();
  return change =>
    desk.change(
      ({ id, version, options }) =>
        api.call('changeOptions', { params: { requestId: id }, body: { version, ...change(options) } }),
      request => ({ ...request, options: guess(request.options, change(request.options)) }),
    );
}

/** The options as they will be; what is left to the server's proposal stays as it is shown. */
function guess(now: OptionsView, chosen: Options): OptionsView {
  const { stampLanguages, stampPlace } = chosen;
  return {
    ...now,
    nature: chosen.nature ?? now.nature,
    exemplars: chosen.exemplars ?? now.exemplars,
    checks: chosen.checks ?? now.checks,
    ...(stampLanguages && { stampLanguages, stampLanguagesProposed: false }),
    ...(stampPlace && { stampPlace, stampPlaceProposed: false }),
  };
}
