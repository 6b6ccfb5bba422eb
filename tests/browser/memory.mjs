// The memory that only the process of a page and its worker has, in bytes, after a collection.
import { readFileSync } from "node:fs";

const KIBIBYTE = 1024;

// Linux tells it, in kB.
function privateBytes(process) {
    const text = readFileSync(`/proc/${process}/smaps_rollup`, "utf8");
    return [...text.matchAll(/^Private_(?:Clean|Dirty):\s*(\d+) kB/gm)]
        .reduce((sum, [, kibibytes]) => sum + KIBIBYTE * Number(kibibytes), 0);
}

// The greatest of the processes that show pages: browser has one page.
export async function memoryOf(browser, page) {
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.collectGarbage");
    await session.detach();
    const whole = await browser.newBrowserCDPSession();
    const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
    await whole.detach();
    const renderers = processInfo.filter(({ type }) => type === "renderer");
    return Math.max(...renderers.map(({ id }) => privateBytes(id)));
}
