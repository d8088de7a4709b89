// A program that keeps what it is given wherever Chromium keeps things: what the profile search is tried on.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  void window.loadURL(process.env.PLANTER_PAGE);
});
