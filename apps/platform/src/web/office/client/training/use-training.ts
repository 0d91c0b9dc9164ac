import { useOffice } from '../office-context.ts';

/** Takes the session into training, or out of it, and begins anew there: nothing of one world stays on the screen of the other. */
export function useTraining(): (training: boolean) => Promise<void> {
  const { api } = useOffice();
  return async training => {
    await api.call('setTraining', { body: { training } });
    location.assign('/office');
  };
}
