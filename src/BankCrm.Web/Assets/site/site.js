import './menus.js';
import './search.js';
import './forms.js';
import './drafts.js';
import './formats.js';
import './dialogs.js';
import './keyboard.js';
import './fill.js';
