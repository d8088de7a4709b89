// The smallest window: shows what the ground under the tests gives, before the program's own code has any say.
const { app, BrowserWindow } = require('electron');

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 400, height: 300 });
  void window.loadURL('data:text/html,<title>empty</title><h1>Einklang</h1>');
});
