import type { KeyCombination, TextKey } from '../../../ui/index.ts';

export interface Shortcut {
  /** Each of them does it. */
  readonly keys: readonly KeyCombination[];
  readonly text: TextKey;
}

export interface ShortcutGroup {
  readonly id: string;
  readonly text: TextKey;
  readonly shortcuts: readonly Shortcut[];
}

/** The keys of the window, by name; the overview and what listens to them read the same table. */
export const keys = {
  nextRegion: 'F6',
  previousRegion: 'Shift+F6',
  chats: 'Ctrl+1',
  calls: 'Ctrl+3',
  settings: 'Ctrl+5',
  settingsToo: 'Ctrl+,',
  shortcuts: 'Ctrl+/',
  newChat: 'Ctrl+N',
  nextChat: 'Alt+ArrowDown',
  previousChat: 'Alt+ArrowUp',
  nextUnread: 'Alt+Shift+ArrowDown',
  previousUnread: 'Alt+Shift+ArrowUp',
  callChat: 'Ctrl+Shift+Enter',
  mute: 'Ctrl+Shift+M',
  camera: 'Ctrl+Shift+O',
  hangUp: 'Ctrl+Shift+L',
  answer: 'Ctrl+Shift+A',
  decline: 'Ctrl+Shift+D',
} as const satisfies Readonly<Record<string, KeyCombination>>;

/** All keys that do something today. Areas keep their number when others are added between them. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    id: 'window',
    text: 'shell:shortcuts.window',
    shortcuts: [
      { keys: [keys.nextRegion], text: 'shell:shortcuts.next-region' },
      { keys: [keys.previousRegion], text: 'shell:shortcuts.previous-region' },
      { keys: [keys.chats], text: 'shell:shortcuts.chats' },
      { keys: [keys.calls], text: 'calls:workspace.shortcuts.area' },
      { keys: [keys.settings, keys.settingsToo], text: 'shell:shortcuts.settings' },
      { keys: [keys.shortcuts], text: 'shell:shortcuts.all' },
      { keys: [keys.newChat], text: 'shell:shortcuts.new-chat' },
      { keys: [keys.nextChat], text: 'shell:shortcuts.next-chat' },
      { keys: [keys.previousChat], text: 'shell:shortcuts.previous-chat' },
      { keys: [keys.nextUnread], text: 'shell:shortcuts.next-unread' },
      { keys: [keys.previousUnread], text: 'shell:shortcuts.previous-unread' },
    ],
  },
  {
    id: 'lists',
    text: 'shell:shortcuts.lists',
    shortcuts: [
      { keys: ['ArrowUp', 'ArrowDown'], text: 'shell:shortcuts.move' },
      { keys: ['Home'], text: 'shell:shortcuts.first' },
      { keys: ['End'], text: 'shell:shortcuts.last' },
      { keys: ['Escape'], text: 'shell:shortcuts.close' },
    ],
  },
  {
    id: 'conversation',
    text: 'shell:shortcuts.conversation',
    shortcuts: [
      { keys: ['Enter'], text: 'shell:shortcuts.send' },
      { keys: ['Shift+Enter'], text: 'shell:shortcuts.new-line' },
    ],
  },
  {
    id: 'calls',
    text: 'calls:workspace.shortcuts.group',
    shortcuts: [
      { keys: [keys.callChat], text: 'calls:workspace.shortcuts.call' },
      { keys: [keys.answer], text: 'calls:workspace.shortcuts.answer' },
      { keys: [keys.decline], text: 'calls:workspace.shortcuts.decline' },
      { keys: [keys.mute], text: 'calls:workspace.shortcuts.mute' },
      { keys: [keys.camera], text: 'calls:workspace.shortcuts.camera' },
      { keys: [keys.hangUp], text: 'calls:workspace.shortcuts.leave' },
    ],
  },
];
