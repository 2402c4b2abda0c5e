// Two minutes before a session ends for want of a click, the page says so. Several windows share one session: how long is left is asked of the server.
const early = 120;
const slack = 5;
const template = document.getElementById('idle-dialog');
let timer;

// Null: no answer, the network is away for a moment.
async function ask(stays) {
  try {
    const answer = await fetch(template.dataset.session + (stays ? '/stay' : ''), { headers: { 'HX-Request': 'true' } });
    if (answer.status === 401) location.reload(); // it has ended: the sign-in page leads back here
    const left = answer.ok ? Number.parseInt(await answer.text(), 10) : NaN;
    return Number.isNaN(left) ? null : left;
  } catch {
    return null;
  }
}

function wait(left) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(left - early, 15) * 1000);
}

async function look() {
  const left = await ask(false);
  if (left === null || left > early + slack) wait(left ?? early);
  else await warn();
}

async function warn() {
  const said = await shown('idle');
  const left = await ask(said !== 'elsewhere'); // whoever closes it, by whatever key, is there
  if (left === null || left > early) wait(left ?? early);
  else await shown('ends'); // the eight hours are over soon: nothing makes it longer
}

// Until it is closed, here or because somebody clicked in another window.
function shown(part) {
  const dialog = document.createElement('dialog');
  dialog.append(template.content.cloneNode(true));
  dialog.querySelectorAll('[data-part]').forEach(one => { one.hidden = one.dataset.part !== part; });
  const watch = setInterval(async () => {
    const left = await ask(false);
    if (left !== null && left <= 0) location.reload();
    else if (left > early + slack) dialog.close('elsewhere');
  }, 15_000);
  dialog.setAttribute('aria-label', dialog.querySelector('h2').textContent);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(done => dialog.addEventListener('close', () => {
    clearInterval(watch);
    dialog.remove();
    done(dialog.returnValue);
  }));
}

if (template) wait(Number(template.dataset.left));
