// What calls cost without Einklang: the deployment's own page in a window of the same Electron, and nothing else.
const { app, BrowserWindow, session } = require('electron');

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'media'));
  const width = Number(process.env.BARE_WIDTH);
  for (let count = Number(process.env.BARE_WINDOWS); count > 0; count -= 1) {
    const window = new BrowserWindow({ width, height: width * 0.625, webPreferences: { backgroundThrottling: false } });
    void window.loadURL('about:blank');
  }
});
