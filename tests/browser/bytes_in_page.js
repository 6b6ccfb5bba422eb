// Run inside the page: engines in workers, as the page has one, and what they make of a question.
window.bytes = {
    workers: [],

    // So many workers with the engine of a kind, "simd" or "scalar", that is in the page.
    async start(kind, count, source) {
        this.workers.forEach(({ worker }) => worker.terminate());
        const base64 = document.getElementById(`engine-${kind}`).textContent.trim();
        const module = await WebAssembly.compile(
            Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
        const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
        this.workers = Array.from({ length: count }, () => this.open(address));
        await Promise.all(this.workers.map(({ ask }) => ask({ module })));
    },

    open(address) {
        const worker = new Worker(address);
        const waiting = new Map();
        worker.onmessage = ({ data: { number, result, error } }) => {
            const { resolve, reject } = waiting.get(number);
            waiting.delete(number);
            if (error) reject(new Error(error));
            else resolve(result);
        };
        let number = 0;
        const ask = (question) =>
            new Promise((resolve, reject) => {
                waiting.set(++number, { resolve, reject });
                worker.postMessage({ ...question, number });
            });
        const call = async (name, ...args) => {
            const result = await ask({ call: name, args });
            if (result === false || result === null) throw new Error((await ask({ call: "faults", args: [] })).join(" "));
            return result;
        };
        return { worker, ask, call };
    },

    // Every worker simulates children of its own, whole blocks of them; the first merges all.
    async digests({ name, table, children, block, files, ...question }) {
        const count = this.workers.length;
        const blocks = Math.ceil(children / block);
        const bound = (i) => Math.min(children, block * Math.ceil((blocks * i) / count));
        const parts = await Promise.all(this.workers.map(async ({ call }, i) => {
            await call("load", { name, table });
            await call("part", { ...question, first: bound(i), children: bound(i + 1) });
            return i ? call("pack") : null;
        }));
        const [{ ask, call }] = this.workers;
        for (const part of parts.slice(1)) await call("merge", part);
        return ask({ digests: files });
    },

    async story({ name, table, child, seed, language }) {
        const [{ call }] = this.workers;
        await call("load", { name, table });
        return call("story", child, { seed, language });
    },
};
