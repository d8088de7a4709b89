import type { ComponentChildren, VNode } from 'preact';
import type { EncryptionSetup } from '../../../engine/contract.ts';
import type { BannerState } from '../../viewmodels/shell/banner.ts';
import { nothing, storyAccount } from '../story-data.ts';
import { BannerView } from './banner-view.tsx';
import { EncryptionNote } from './encryption-note.tsx';
import { NothingOpen } from './first-run.tsx';
import { OwnHeader } from './own-header.tsx';
import { ShellView } from './shell-view.tsx';

export interface ShellScene {
  readonly banner?: BannerState;
  readonly encryption?: EncryptionSetup;
  readonly list?: ComponentChildren;
  /** At the end of the own header. */
  readonly headerEnd?: ComponentChildren;
  readonly main?: VNode;
  readonly area?: 'chats' | 'settings';
  readonly news?: number;
  readonly pane?: 'list' | 'main';
  readonly testRuntime?: boolean;
  /** A dialog above it. */
  readonly over?: VNode;
}

/** The frame with what a story puts into it. */
export function shellStory(scene: ShellScene = {}): VNode {
  const area = scene.area ?? 'chats';
  return (
    <>
      <ShellView
        rail={{ area, news: scene.news ?? 0, testRuntime: scene.testRuntime ?? false, go: nothing }}
        banner={scene.banner && <BannerView banner={scene.banner} retrying={false} retry={nothing} signIn={nothing} />}
        listLabel={area === 'chats' ? 'Chats' : 'Einstellungen'}
        list={
          <>
            <OwnHeader
              account={storyAccount}
              connected={scene.banner?.kind !== 'offline'}
              openSettings={nothing}
              showShortcuts={nothing}
              signOut={nothing}
            >
              {scene.headerEnd}
            </OwnHeader>
            {scene.encryption && (
              <EncryptionNote encryption={scene.encryption} enterKey={nothing} retrying={false} retry={nothing} />
            )}
            {scene.list}
          </>
        }
        main={scene.main ?? <NothingOpen />}
        pane={scene.pane ?? 'list'}
      />
      {scene.over}
    </>
  );
}
