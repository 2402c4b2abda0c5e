// The bell counts new notices without loading the page anew. One tab listens for all: a browser keeps few connections to one server.
const bell = document.querySelector('[data-bell]');
const retry = 30000;

if (bell) {
  const badge = bell.querySelector('.bell-count');
  const words = bell.querySelector('[data-bell-words]');
  const status = document.querySelector('[data-bell-status]');
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('bell') : null;
  let count = Number(bell.dataset.count);
  let isOver = false;

  const show = now => {
    if (now === count) return;
    const most = Number(bell.dataset.most);
    const shown = now > most ? `${most}+` : String(now);
    badge.textContent = shown;
    badge.hidden = now === 0;
    words.textContent = bell.dataset.words.replace('{0}', shown);
    if (now > count) {
      status.textContent = words.textContent;
      bell.classList.remove('rings');
      requestAnimationFrame(() => bell.classList.add('rings'));
      document.querySelector('[data-new-notices]')?.removeAttribute('hidden');
    }
    count = now;
  };
  const tell = now => { show(now); tabs?.postMessage(now); };
  tabs?.addEventListener('message', event => show(event.data));

  // Where no stream gets through, the count is asked for, and the stream tried again.
  const ask = async () => {
    if (isOver) return;
    try {
      const answer = await fetch(bell.dataset.ask);
      if (answer.status === 401) isOver = true;
      else if (answer.ok && !answer.redirected) tell(Number(await answer.text()));
    } catch { /* no network: asked again */ }
    if (!isOver) setTimeout(listen, retry);
  };
  function listen() {
    const stream = new EventSource(bell.dataset.stream);
    stream.addEventListener('count', event => tell(Number(event.data)));
    stream.addEventListener('over', () => { isOver = true; stream.close(); });
    stream.addEventListener('error', () => { if (stream.readyState === EventSource.CLOSED) ask(); });
  }

  if (navigator.locks && tabs) navigator.locks.request('bell', () => new Promise(() => listen()));
  else if (document.visibilityState === 'visible') listen();
}
