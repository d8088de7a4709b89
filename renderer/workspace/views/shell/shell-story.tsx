import type { ComponentChildren, VNode } from 'preact';
import type { EncryptionSetup } from '../../../engine/contract.ts';
import type { Area } from '../../viewmodels/shell/shell.ts';
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
  readonly area?: Area;
  readonly missedCalls?: number;
  /** At the top, under the banner. */
  readonly notices?: ComponentChildren;
  readonly strip?: ComponentChildren;
  readonly stage?: ComponentChildren;
  readonly news?: number;
  readonly pane?: 'list' | 'main';
  readonly testRuntime?: boolean;
  readonly doNotDisturb?: boolean;
  readonly quietUntilTs?: number;
  /** A dialog above it. */
  readonly over?: VNode;
}

const labels: Readonly<Record<Area, string>> = { chats: 'Chats', calls: 'Anrufe', settings: 'Einstellungen' };

/** The frame with what a story puts into it. */
export function shellStory(scene: ShellScene = {}): VNode {
  const area = scene.area ?? 'chats';
  return (
    <>
      <ShellView
        rail={{ area: scene.stage ? undefined : area, news: scene.news ?? 0, missedCalls: scene.missedCalls ?? 0, testRuntime: scene.testRuntime ?? false, go: nothing }}
        banner={
          <>
            {scene.banner && <BannerView banner={scene.banner} retrying={false} retry={nothing} signIn={nothing} />}
            {scene.notices}
          </>
        }
        listLabel={labels[area]}
        list={
          <>
            <OwnHeader
              account={storyAccount}
              connected={scene.banner?.kind !== 'offline'}
              doNotDisturb={scene.doNotDisturb ?? false}
              quietUntilTs={scene.quietUntilTs}
              setDoNotDisturb={nothing}
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
        strip={scene.strip}
        stage={scene.stage}
        pane={scene.pane ?? 'list'}
      />
      {scene.over}
    </>
  );
}
