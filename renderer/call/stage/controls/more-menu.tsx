import type { VNode } from 'preact';
import {
  Ellipsis,
  ExternalLink,
  Hand,
  Keyboard,
  LayoutGrid,
  Lock,
  LockOpen,
  Menu,
  MessageSquareText,
  MonitorUp,
  MonitorX,
  PanelRight,
  PictureInPicture2,
  RectangleHorizontal,
  Users,
  useTexts,
  type MenuItem,
  type Translate,
} from '../../../ui/index.ts';
import { reactions, type ConferenceState } from '../../conference/model.ts';
import type { StageChoices } from '../use-stage-choices.ts';
import { CallButton } from './call-button.tsx';
import { reactionWord } from './reaction-words.ts';

export interface MoreMenuProps {
  readonly state: ConferenceState;
  readonly choices: StageChoices;
  /** In narrow windows what has no place in the bar is here. */
  readonly withRest: boolean;
}

export function MoreMenu({ state, choices, withRest }: MoreMenuProps): VNode {
  const { t } = useTexts();
  const items = [...(withRest ? restItems(state, choices, t) : []), ...ownItems(state, choices, t)];
  return (
    <Menu
      label={t('calls:stage.controls.more')}
      side="above-end"
      items={items}
      trigger={({ ref, expanded, onClick, onKeyDown }) => (
        <CallButton
          control="more"
          icon={Ellipsis}
          label={t('calls:stage.controls.more')}
          popup="menu"
          expanded={expanded}
          buttonRef={ref}
          onClick={onClick}
          onKeyDown={onKeyDown}
        />
      )}
    />
  );
}

type Wish = MenuItem | false | undefined;
const possible = (items: readonly Wish[]): readonly MenuItem[] => items.filter((item) => item !== false && item !== undefined);

function restItems({ self, actions, participants }: ConferenceState, choices: StageChoices, t: Translate): readonly MenuItem[] {
  const share = self.share ? actions.stopSharing : actions.share;
  const hand = self.handRaised ? actions.lowerHand : actions.raiseHand;
  const { react } = actions;
  return possible([
    share && {
      id: 'share',
      icon: self.share ? MonitorX : MonitorUp,
      label: t(self.share ? 'calls:stage.more.stop-sharing' : 'calls:stage.more.share'),
      run: share,
    },
    hand && { id: 'hand', icon: Hand, label: t(self.handRaised ? 'calls:stage.more.lower-hand' : 'calls:stage.more.raise-hand'), run: hand },
    { id: 'people', icon: Users, label: t('calls:stage.controls.people'), run: () => choices.setPanel('people') },
    participants.length > 1 && {
      id: 'view',
      icon: choices.view === 'tiles' ? RectangleHorizontal : LayoutGrid,
      label: t(choices.view === 'tiles' ? 'calls:stage.controls.to-speaker' : 'calls:stage.controls.to-tiles'),
      run: () => choices.setView(choices.view === 'tiles' ? 'speaker' : 'tiles'),
    },
    ...(react
      ? reactions.map((emoji) => ({
          id: emoji,
          label: `${emoji} ${reactionWord(emoji, t)}`,
          group: t('calls:stage.controls.react'),
          run: () => react(emoji),
        }))
      : []),
  ]);
}

function ownItems({ actions, brief }: ConferenceState, choices: StageChoices, t: Translate): readonly MenuItem[] {
  const { placement } = brief;
  return possible([
    actions.tellLiveText && {
      id: 'text',
      icon: MessageSquareText,
      label: t('calls:stage.more.live-text'),
      run: () => choices.setPanel('text'),
    },
    actions.lock && { id: 'lock', icon: Lock, label: t('calls:stage.more.lock'), run: () => choices.ask('lock') },
    actions.unlock && { id: 'unlock', icon: LockOpen, label: t('calls:stage.more.unlock'), run: actions.unlock },
    placement !== 'stage' && { id: 'stage', icon: PanelRight, label: t('calls:stage.place.stage'), run: () => actions.place('stage') },
    placement !== 'window' && { id: 'window', icon: ExternalLink, label: t('calls:stage.place.window'), run: () => actions.place('window') },
    { id: 'compact', icon: PictureInPicture2, label: t('calls:stage.place.compact'), run: () => actions.place('compact') },
    { id: 'keys', icon: Keyboard, label: t('calls:stage.more.keys'), run: () => choices.ask('keys') },
  ]);
}
