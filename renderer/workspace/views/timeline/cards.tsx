import type { VNode } from 'preact';
import type { AttachmentItem, DecryptionProblem, UndecryptableItem, UnsupportedItem } from '../../../engine/contract.ts';
import { Button, File, Icon, Image, Info, KeyRound, Trash2, useTexts, type LucideIcon, type TextKey } from '../../../ui/index.ts';
import { useTimelineActions } from './actions.tsx';

const mediaWords: Readonly<Record<AttachmentItem['media'], TextKey>> = {
  image: 'chat:attachment.image',
  file: 'chat:attachment.file',
  audio: 'chat:attachment.audio',
  video: 'chat:attachment.video',
};

function Glyph({ of }: { readonly of: LucideIcon }): VNode {
  return (
    <span class="glyph">
      <Icon of={of} />
    </span>
  );
}

/** A file by name and size. It cannot be opened yet, and says so. */
export function Attachment({ item }: { readonly item: AttachmentItem }): VNode {
  const { t, format } = useTexts();
  return (
    <div class="card">
      <Glyph of={item.media === 'image' ? Image : File} />
      <div>
        <p class="title">
          <bdi>{item.name}</bdi>
        </p>
        <p class="meta num">
          {t(mediaWords[item.media])}
          {item.size !== undefined && ` · ${format.bytes(item.size)}`}
        </p>
        <p class="meta">{t('chat:attachment.later')}</p>
      </div>
    </div>
  );
}

const problemWords: Readonly<Record<DecryptionProblem, TextKey>> = {
  'key-missing': 'chat:undecryptable.key-missing',
  'before-this-device': 'chat:undecryptable.before-this-device',
  'withheld-unverified': 'chat:undecryptable.withheld-unverified',
  withheld: 'chat:undecryptable.withheld',
  broken: 'chat:undecryptable.broken',
};

const mendedByRecovery: readonly DecryptionProblem[] = ['key-missing', 'before-this-device', 'withheld-unverified'];

/** A message that cannot be read: why, and what helps. */
export function Undecryptable({ item }: { readonly item: UndecryptableItem }): VNode {
  const { t } = useTexts();
  const recover = useTimelineActions().recover.value;
  return (
    <div class="card quiet">
      <Glyph of={KeyRound} />
      <div>
        <p class="title">{t('chat:undecryptable.title')}</p>
        <p class="meta">{t(problemWords[item.problem])}</p>
      </div>
      {recover && mendedByRecovery.includes(item.problem) && (
        <div class="acts">
          <Button size="small" variant="quiet" onClick={recover}>
            {t('chat:undecryptable.recover')}
          </Button>
        </div>
      )}
    </div>
  );
}

export function Redacted(): VNode {
  const { t } = useTexts();
  return (
    <p class="redacted">
      <Icon of={Trash2} size="xs" />
      {t('chat:timeline.redacted')}
    </p>
  );
}

/** An event that this version does not know: its own plain text where it brings some, and its type on request. */
export function Unsupported({ item }: { readonly item: UnsupportedItem }): VNode {
  const { t } = useTexts();
  return (
    <div class="card quiet">
      <Glyph of={Info} />
      <div>
        <p class="title">{t('chat:unsupported.title')}</p>
        <p class="meta">{t('chat:unsupported.text')}</p>
        {item.fallback !== undefined && (
          <p class="fallback" dir="auto">
            {item.fallback}
          </p>
        )}
        <details>
          <summary>{t('chat:unsupported.details')}</summary>
          <code>{item.type}</code>
        </details>
      </div>
    </div>
  );
}
