// Debian's Chromium, without a window, and pages that note what they ask for and complain of.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

function executable() {
    for (const folder of process.env.PATH.split(delimiter))
        for (const name of NAMES)
            if (existsSync(join(folder, name))) return join(folder, name);
    throw new Error("Chromium is not installed (scripts/setup.sh browser)");
}

export const launch = () => chromium.launch({ executablePath: executable() });

// A page of its own; page.requests and page.complaints are lists that grow.
export async function newPage(browser, { width = 1280, height = 800 } = {}) {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    page.requests = [];
    page.complaints = [];
    page.on("request", (request) => page.requests.push(request.url()));
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
    });
    page.on("pageerror", (error) => page.complaints.push(error.message));
    return page;
}
