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
  settings: 'Ctrl+5',
  settingsToo: 'Ctrl+,',
  shortcuts: 'Ctrl+/',
  newChat: 'Ctrl+N',
  nextChat: 'Alt+ArrowDown',
  previousChat: 'Alt+ArrowUp',
  nextUnread: 'Alt+Shift+ArrowDown',
  previousUnread: 'Alt+Shift+ArrowUp',
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
];
