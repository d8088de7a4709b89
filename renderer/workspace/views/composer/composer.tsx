import type { ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CircleAlert, Clock, FailureNote, Icon, IconButton, LockOpen, SendHorizontal, useTexts } from '../../../ui/index.ts';
import type { ComposerModel } from '../../viewmodels/composer/composer.ts';
import type { Arrival } from '../../viewmodels/room-list/room-list.ts';
import { FormatBar } from './format-bar.tsx';
import './composer.css';

export interface ComposerProps {
  readonly model: ComposerModel;
  readonly room: string;
  readonly encrypted: boolean;
  /** Messages of this room that wait for the connection. */
  readonly waiting: number;
  /** Taken as a wish for the focus where the room was chosen. */
  readonly arrival: ReadonlySignal<Arrival>;
}

/** Where a message is written. It grows with the text up to a third of the window. */
export function Composer({ model, room, encrypted, waiting, arrival }: ComposerProps): VNode {
  const { t } = useTexts();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = model.text.value;
  const tooLong = model.tooLong.value;
  const failure = model.failure.value;
  const send = model.send.value;
  const arrived = arrival.value;

  useLayoutEffect(() => {
    if (arrived.by === 'choice') field.current?.focus();
  }, [arrived]);

  return (
    <div class="composer-area" data-region="composer">
      {failure && <FailureNote failure={failure} />}
      <div class="composer">
        <textarea
          ref={field}
          class="edit"
          rows={1}
          dir="auto"
          data-region-start
          aria-label={t('chat:composer.label', { room })}
          placeholder={t('chat:composer.label', { room })}
          aria-invalid={tooLong > 0 ? 'true' : undefined}
          aria-describedby={tooLong > 0 ? 'composer-too-long' : undefined}
          value={text}
          onInput={(event) => model.input(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.altKey || event.isComposing) return;
            event.preventDefault();
            send?.();
          }}
        />
        <div class="toolbar">
          <FormatBar field={field} changed={model.input} />
          {!encrypted && (
            <span class="tiny muted plain-note">
              <Icon of={LockOpen} size="xs" />
              {t('chat:composer.not-encrypted')}
            </span>
          )}
          <span class="end">
            {waiting > 0 ? (
              <span class="tiny muted waiting">
                <Icon of={Clock} size="xs" />
                {t('chat:composer.queued', { count: waiting })}
              </span>
            ) : (
              <span class="tiny muted hint-key">{t('chat:composer.hint')}</span>
            )}
            <IconButton
              size="small"
              fill={send !== undefined}
              icon={SendHorizontal}
              label={t('chat:composer.send')}
              unavailable={send ? undefined : t('chat:composer.nothing')}
              onClick={() => {
                send?.();
                field.current?.focus();
              }}
            />
          </span>
        </div>
      </div>
      {tooLong > 0 && (
        <p class="field-error" id="composer-too-long" role="alert">
          <Icon of={CircleAlert} size="s" />
          <span>{t('chat:composer.too-long', { count: tooLong })}</span>
        </p>
      )}
    </div>
  );
}
