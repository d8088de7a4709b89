import type { VNode } from 'preact';
import { Avatar, Button, PhoneOff, Spinner, useTexts } from '../../../ui/index.ts';
import type { ConferenceState } from '../../conference/model.ts';

/** The library is being fetched, or the conference is being entered. */
export function Waiting({ state }: { readonly state: ConferenceState }): VNode {
  const { t } = useTexts();
  const { brief, actions, phase } = state;
  return (
    <main class="call-between ink" data-region="call-waiting">
      <Avatar name={brief.title} id={brief.title} picture={brief.picture} kind={brief.kind === 'direct' ? 'person' : 'room'} size="xl" />
      <h1>{brief.title}</h1>
      <p class="between-state" role="status">
        <Spinner />
        {t(phase === 'loading' ? 'calls:stage.waiting.loading' : 'calls:stage.waiting.connecting')}
      </p>
      <Button variant="danger" size="large" icon={PhoneOff} onClick={actions.leave}>
        {t('calls:stage.controls.hang-up')}
      </Button>
    </main>
  );
}
