import type { VNode } from 'preact';
import { Button, CopyCode, Fault, failureWords, Phone, SupportCode, supportCode, useTexts } from '../../../ui/index.ts';
import type { ConferenceState } from '../../conference/model.ts';

/** The conference was left: why, what that means, and the way back. */
export function Ended({ state }: { readonly state: ConferenceState }): VNode {
  const texts = useTexts();
  const { t } = texts;
  const { failure, actions, brief } = state;
  const { rejoin } = actions;
  if (!failure) {
    return (
      <main class="call-between ink" data-region="call-ended">
        <h1>{t('calls:stage.ended.title')}</h1>
        <p class="between-state">{brief.title}</p>
      </main>
    );
  }
  const words = failureWords(failure, texts);
  const code = supportCode(failure);
  return (
    <main class="call-ended" data-region="call-ended">
      <Fault
        tone="danger"
        level={1}
        title={words.title}
        actions={
          <>
            {rejoin && (
              <Button variant="primary" icon={Phone} autofocus onClick={rejoin}>
                {t('calls:stage.ended.rejoin')}
              </Button>
            )}
            <Button onClick={actions.leave}>{t('ui:close')}</Button>
            <CopyCode code={code} failure={failure} />
          </>
        }
      >
        <p>{words.text}</p>
        <SupportCode code={code} />
      </Fault>
    </main>
  );
}
