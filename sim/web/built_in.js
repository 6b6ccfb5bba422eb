// The scenario that `vrosim page` built into the page, {name, table}; null: the default.
import { byId } from './dom.js';

export const builtIn = JSON.parse(byId('scenario').textContent);
