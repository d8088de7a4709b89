// The call's page of the siege: hostile code has got hold of its port, as it would by patching MessagePort.
addEventListener('message', ({ data, ports }) => {
  if (data?.einklang === 'call-port') window.callPort = ports[0];
});
const library = document.createElement('script');
library.src = '/libs/lib-jitsi-meet.min.js';
document.head.append(library);
