import { BrowserWindow, Menu, type WebContents } from 'electron';
import type { Language } from '../../preload/contract.ts';
import { desktopText } from '../text.ts';

/** Cut, copy, paste where there is something to cut, copy or paste; the program's own menus are drawn by its pages. */
export function addContextMenu(contents: WebContents, language: () => Language): void {
  contents.on('context-menu', (_event, { isEditable, editFlags, selectionText }) => {
    if (!isEditable && selectionText.trim() === '') return;
    const text = desktopText(language()).menu;
    const menu = Menu.buildFromTemplate([
      { role: 'cut', label: text.cut, enabled: editFlags.canCut, visible: isEditable },
      { role: 'copy', label: text.copy, enabled: editFlags.canCopy },
      { role: 'paste', label: text.paste, enabled: editFlags.canPaste, visible: isEditable },
      { type: 'separator' },
      { role: 'selectAll', label: text.selectAll, enabled: editFlags.canSelectAll },
    ]);
    const window = BrowserWindow.fromWebContents(contents);
    menu.popup(window ? { window } : {});
  });
}
