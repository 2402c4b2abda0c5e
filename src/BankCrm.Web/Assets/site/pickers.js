// For pages with long lists to choose from or ranges of days: select[data-search], input[data-range].
import TomSelect from 'tom-select/dist/esm/tom-select.complete.js';
import flatpickr from 'flatpickr';
import { Mandarin } from 'flatpickr/dist/l10n/zh.js';

const words = document.body.dataset;
for (const select of document.querySelectorAll('select[data-search]')) {
  const made = new TomSelect(select, { maxOptions: 200, render: { no_results: () => `<div class="no-results">${words.nothing}</div>` } });
  made.control_input.setAttribute('aria-label', select.labels[0]?.textContent.trim() ?? '');
}
if (document.documentElement.lang.startsWith('zh')) flatpickr.localize(Mandarin);
for (const input of document.querySelectorAll('input[data-range]')) flatpickr(input, { mode: 'range', dateFormat: 'Y-m-d', allowInput: true });
