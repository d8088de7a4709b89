import type { VNode } from 'preact';
import type { EncryptionSetup } from '../../../engine/contract.ts';
import { Button, failureWords, KeyRound, Note, RefreshCw, ShieldAlert, useTexts } from '../../../ui/index.ts';

export interface EncryptionNoteProps {
  readonly encryption: EncryptionSetup;
  readonly enterKey: () => void;
  readonly retrying: boolean;
  readonly retry: () => void;
}

/** Where encryption needs the person; nothing while it does not. */
export function EncryptionNote({ encryption, enterKey, retrying, retry }: EncryptionNoteProps): VNode | null {
  const texts = useTexts();
  const { t } = texts;
  if (encryption.state === 'locked') {
    return (
      <div class="list-note">
        <Note
          tone="warn"
          icon={KeyRound}
          title={t('shell:encryption.locked')}
          actions={
            <Button size="small" onClick={enterKey}>
              {t('shell:encryption.enter-key')}
            </Button>
          }
        >
          <p>{t('shell:encryption.locked-text')}</p>
        </Note>
      </div>
    );
  }
  if (encryption.state !== 'failed') return null;
  const words = failureWords(encryption.failure, texts);
  return (
    <div class="list-note">
      <Note
        tone="warn"
        icon={ShieldAlert}
        title={t('shell:encryption.failed')}
        actions={
          <Button size="small" icon={RefreshCw} busy={retrying} onClick={retry}>
            {t('ui:retry')}
          </Button>
        }
      >
        <p>{t('shell:encryption.failed-text')}</p>
        {encryption.failure.code === 'password-needed' && (
          <p>
            {words.title}. {words.text}
          </p>
        )}
      </Note>
    </div>
  );
}
