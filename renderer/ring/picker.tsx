import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PickerSnapshot, PickerSource } from '../../preload/contract/picker.ts';
import { AppWindow, Button, CheckField, classes, Empty, Icon, Monitor, Spinner, useKey, useRoving, useTexts } from '../ui/index.ts';

export interface PickerProps {
  /** Undefined until the first pictures are there. */
  readonly snapshot: PickerSnapshot | undefined;
  readonly choose: (id: string, audio: boolean) => void;
  readonly cancel: () => void;
}

/** What to share: screens and windows with pictures that go on moving, one to choose. */
export function Picker({ snapshot, choose, cancel }: PickerProps): VNode {
  const { t } = useTexts();
  const [chosen, setChosen] = useState<string>();
  const [audio, setAudio] = useState(false);
  const sources = snapshot?.sources ?? [];
  // A window that was closed meanwhile is no choice any more.
  const source = sources.find(({ id }) => id === chosen);
  useKey('Escape', cancel);
  return (
    <form
      class="source-picker"
      onSubmit={(event) => {
        event.preventDefault();
        if (source) choose(source.id, audio);
      }}
    >
      <main class="picker-body">
        <h1>{t('calls:ring.picker.title')}</h1>
        {snapshot ? (
          <Sources sources={sources} chosen={source?.id} setChosen={setChosen} share={(id) => choose(id, audio)} />
        ) : (
          <p class="picker-loading" role="status">
            <Spinner />
            {t('calls:ring.picker.loading')}
          </p>
        )}
      </main>
      <footer class="picker-foot">
        {snapshot?.audioPossible && (
          <CheckField class="grow" label={t('calls:ring.picker.audio')} hint={t('calls:ring.picker.audio-hint')} checked={audio} onChange={setAudio} />
        )}
        <div class="acts">
          <Button onClick={cancel}>{t('ui:cancel')}</Button>
          <Button variant="primary" type="submit" unavailable={source ? undefined : t('calls:ring.picker.choose')}>
            {t('calls:ring.picker.share')}
          </Button>
        </div>
      </footer>
    </form>
  );
}

interface SourcesProps {
  readonly sources: readonly PickerSource[];
  readonly chosen: string | undefined;
  readonly setChosen: (id: string) => void;
  readonly share: (id: string) => void;
}

function Sources(props: SourcesProps): VNode {
  const { t } = useTexts();
  const ref = useRoving<HTMLDivElement>({ orientation: 'both' });
  if (props.sources.length === 0) {
    return (
      <Empty title={t('calls:ring.picker.empty')}>
        <p>{t('calls:ring.picker.empty-text')}</p>
      </Empty>
    );
  }
  return (
    <div class="picker-groups" role="radiogroup" aria-label={t('calls:ring.picker.title')} ref={ref}>
      <Group {...props} kind="screen" title={t('calls:ring.picker.screens')} />
      <Group {...props} kind="window" title={t('calls:ring.picker.windows')} />
    </div>
  );
}

interface GroupProps extends SourcesProps {
  readonly kind: PickerSource['kind'];
  readonly title: string;
}

function Group({ sources, kind, title, chosen, setChosen, share }: GroupProps): VNode | null {
  const members = sources.filter((source) => source.kind === kind);
  if (members.length === 0) return null;
  return (
    <>
      <h2 class="picker-kind">{title}</h2>
      <div class="picker-grid">
        {members.map((source) => (
          <button
            key={source.id}
            type="button"
            role="radio"
            aria-checked={source.id === chosen}
            class={classes('picker-source', kind)}
            data-roving={source.name}
            data-tooltip={source.name}
            onClick={() => setChosen(source.id)}
            onFocus={() => setChosen(source.id)}
            onDblClick={() => share(source.id)}
          >
            <Thumbnail jpeg={source.picture} />
            <span class="picker-name">
              <Icon of={kind === 'screen' ? Monitor : AppWindow} size="s" />
              <span class="clip">{source.name}</span>
            </span>
          </button>
        ))}
      </div>
    </>
  );
}

/** A picture that comes anew each second; the old one goes once the new one stands. */
function Thumbnail({ jpeg }: { readonly jpeg: Uint8Array }): VNode {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (jpeg.length === 0) return undefined;
    const next = URL.createObjectURL(new Blob([Uint8Array.from(jpeg)], { type: 'image/jpeg' }));
    setUrl(next);
    return () => URL.revokeObjectURL(next);
  }, [jpeg]);
  return <span class="picker-picture">{url !== undefined && <img src={url} alt="" draggable={false} />}</span>;
}
