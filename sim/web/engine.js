// The engine (page.h) for JavaScript: texts become strings, faults an array of sentences. Nothing is
// computed here.

// What WASI asks of its host. There are no files, and the clock stands still: a file is "not there"
// (error 8, bad descriptor), which the engine never meets but for its standard streams.
const BAD_DESCRIPTOR = 8;
const host = {
  clock_time_get: () => 0,
  environ_get: () => 0,
  environ_sizes_get: () => 0,
  proc_exit: (code) => {
    throw new Error(`the engine ended with ${code}`);
  },
};
for (const name of [
  'fd_close',
  'fd_fdstat_get',
  'fd_fdstat_set_flags',
  'fd_prestat_dir_name',
  'fd_prestat_get',
  'fd_read',
  'fd_seek',
  'fd_write',
  'path_open',
])
  host[name] = () => BAD_DESCRIPTOR;

export class Engine {
  #exports;
  #page;

  // module: a WebAssembly.Module of vrosim.wasm.
  constructor(module) {
    const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: host });
    this.#exports = instance.exports;
    this.#exports._initialize();
    this.#page = this.#exports.vro_page_new();
    if (!this.#page) throw new Error('not enough memory for the engine');
  }

  // Calls work with the addresses of texts, which are released behind it.
  #withTexts(texts, work) {
    const { malloc, free } = this.#exports;
    const addresses = texts.map((text) => {
      const bytes = new TextEncoder().encode(text);
      const address = malloc(bytes.length + 1);
      if (!address) throw new Error('not enough memory for a text');
      const memory = new Uint8Array(this.#exports.memory.buffer);
      memory.set(bytes, address);
      memory[address + bytes.length] = 0;
      return address;
    });
    try {
      return work(...addresses);
    } finally {
      addresses.forEach((address) => free(address));
    }
  }

  // The text at an address; null at 0.
  #text(address) {
    if (!address) return null;
    const memory = new Uint8Array(this.#exports.memory.buffer);
    return new TextDecoder().decode(memory.subarray(address, memory.indexOf(0, address)));
  }

  // The faults of the last call, as `vrosim check` tells them.
  faults() {
    return this.#text(this.#exports.vro_page_faults(this.#page)).split('\n').slice(0, -1);
  }

  // All of these return whether it went well; else faults() says why.
  load({ name = 'page', table = '', strategies = '', children = '' } = {}) {
    return this.#withTexts(
      [name, table, strategies, children],
      (...texts) => this.#exports.vro_page_load(this.#page, ...texts) === 0,
    );
  }

  // children, seed and stream: whole numbers, as Number or BigInt.
  simulate({ children, seed = 1, stream = 0, subgroups = '' }) {
    return this.#withTexts(
      [subgroups],
      (text) =>
        this.#exports.vro_page_simulate(
          this.#page,
          BigInt(children),
          BigInt(seed),
          BigInt(stream),
          text,
        ) === 0,
    );
  }

  // The same of the children from `first` on alone, a multiple of 8192 below `children`: for one of
  // several engines that merge their parts.
  part({ first, children, seed = 1, stream = 0, subgroups = '' }) {
    return this.#withTexts(
      [subgroups],
      (text) =>
        this.#exports.vro_page_part(
          this.#page,
          ...[first, children, seed, stream].map(BigInt),
          text,
        ) === 0,
    );
  }

  // The results as bytes for merge; null where there are none.
  pack() {
    const address = this.#exports.vro_page_pack(this.#page);
    if (!address) return null;
    const size = this.#exports.vro_page_packed(this.#page);
    return new Uint8Array(this.#exports.memory.buffer).slice(address, address + size);
  }

  // Adds packed results of the children that follow.
  merge(bytes) {
    const { malloc, free, memory } = this.#exports;
    const address = malloc(bytes.length);
    if (!address) throw new Error('not enough memory for a part');
    new Uint8Array(memory.buffer).set(bytes, address);
    const status = this.#exports.vro_page_merge(this.#page, address, bytes.length);
    free(address);
    return status === 0;
  }

  // What `vrosim run` prints.
  summary() {
    return this.#text(this.#exports.vro_page_summary(this.#page));
  }

  // The bytes of a file of `vrosim run`; null where there is none.
  table(file) {
    return this.#withTexts([file], (text) =>
      this.#text(this.#exports.vro_page_table(this.#page, text)),
    );
  }

  // A figure as `vrosim report` draws it, as SVG; null where the results have nothing to draw.
  // outcome: that icons are of, '' for the figure's own; width: in px, 280 to 2400; language: 'en' or 'de'.
  figure(name, { outcome = '', width = 640, language = 'en' } = {}) {
    return this.#withTexts([name, outcome, language], (nameAddress, outcomeAddress, languageAddress) =>
      this.#text(
        this.#exports.vro_page_figure(this.#page, nameAddress, outcomeAddress, width, languageAddress),
      ),
    );
  }

  // A probabilistic sensitivity analysis; returns whether it went well.
  psa({ samples, children, seed = 1, stream = 0 }) {
    return this.#exports.vro_page_psa(
      this.#page, BigInt(samples), BigInt(children), BigInt(seed), BigInt(stream)) === 0;
  }

  // The bytes of a file of `vrosim psa`, such as psa_contrasts.csv; null where there is none.
  uncertainty(file) {
    return this.#withTexts([file], (text) =>
      this.#text(this.#exports.vro_page_uncertainty(this.#page, text)),
    );
  }

  // The numbers of a lesson as a table; inputs such as 'arm=40,seed=2'. null where there is none.
  lesson(name, inputs = '') {
    return this.#withTexts([name, inputs], (...texts) =>
      this.#text(this.#exports.vro_page_lesson(this.#page, ...texts)),
    );
  }

  version() {
    return this.#text(this.#exports.vro_page_version());
  }

  // The parameters as a table: name, unit, from, to, usual_from, usual_to, meaning.
  dictionary() {
    return this.#text(this.#exports.vro_page_dictionary(this.#page));
  }

  // A forest of rows that are told (told_forest.h), as SVG.
  forest(told, { width = 640, language = 'en' } = {}) {
    return this.#withTexts([told, language], (toldAddress, languageAddress) =>
      this.#text(this.#exports.vro_page_forest(this.#page, toldAddress, width, languageAddress)),
    );
  }

  // The same children under the first strategy and another: a table of named shares (pairs.h).
  pairs(strategy, outcome, subgroup = 'all') {
    return this.#withTexts([strategy, outcome, subgroup], (...texts) =>
      this.#text(this.#exports.vro_page_pairs(this.#page, ...texts)),
    );
  }

  // What `vrosim explain` tells of a child. language: 'en' or 'de'.
  story(child, { seed = 1, stream = 0, language = 'en' } = {}) {
    return this.#withTexts([language], (languageAddress) =>
      this.#text(
        this.#exports.vro_page_story(
          this.#page, BigInt(child), BigInt(seed), BigInt(stream), languageAddress),
      ),
    );
  }
}
