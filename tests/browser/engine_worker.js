// The body of a worker with an engine of its own, behind the text of sim/web/engine.js. It answers one
// question after the other: {module} makes the engine; {call, args} calls a function of it, and
// {digests: [files]} tells SHA-256 of tables. Every answer has the number of its question.
let engine = null;

async function digestsOf(files) {
    const digests = {};
    for (const file of files) {
        const bytes = new TextEncoder().encode(engine.table(file));
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        digests[file] = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }
    return digests;
}

async function answer({ module, call, args, digests }) {
    if (module) engine = new Engine(module);
    if (digests) return digestsOf(digests);
    return call ? engine[call](...args) : null;
}

self.onmessage = async ({ data }) => {
    try {
        self.postMessage({ number: data.number, result: await answer(data) });
    } catch (error) {
        self.postMessage({ number: data.number, error: error.message });
    }
};
