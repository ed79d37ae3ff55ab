/** The HTTP API, as somebody who may be signed in meets it. */

const BASE = '/api/v1';
const PATIENCE = 15_000;
const CLOSE_TO_ITS_END = 30_000;
const UNAUTHENTICATED = 401;
const TOO_MANY = 429;

/**
 * The refresh token stays in the storage of this tab, and the access token in memory: two tabs can be two people, which a cookie of the
 * browser could not keep apart, and which is what this page is for. A script from elsewhere could read it; the policy of the page lets none in.
 */
const KEPT = 'refresh-token';
/** Kept in place of a token by who has come back from a provider: theirs is in a cookie. */
const IN_COOKIE = 'in-cookie';

/** What the server has said instead of yes, or that it has said nothing. */
export class Refusal extends Error {
    constructor(status, answer) {
        super(answer?.message ?? `The server has answered ${status}.`);
        this.status = status;
        this.code = answer?.code;
        this.faults = answer?.errors ?? [];
    }

    /** Says whether asking the same again is of no use. */
    get isFinal() {
        return this.status >= 400 && this.status < 500 && this.status !== TOO_MANY;
    }
}

let access = null;
let renewing = null;

async function send(method, path, body, token) {
    const headers = { Accept: 'application/json' };
    if (body !== undefined) {
        headers['Content-Type'] = 'application/json';
    }
    if (token !== undefined) {
        headers.Authorization = `Bearer ${token}`;
    }
    let answer;
    try {
        answer = await fetch(BASE + path, {
            method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE),
        });
    } catch {
        throw new Refusal(0, { message: 'The server cannot be reached. Try again in a moment.' });
    }
    const json = await answer.json().catch(() => undefined);
    if (!answer.ok) {
        throw new Refusal(answer.status, json);
    }
    return json;
}

/** Asks for what is open to everybody. */
export function get(path) {
    return send('GET', path);
}

export function post(path, body) {
    return send('POST', path, body);
}

/** Asks as whoever is signed in. */
export async function getSignedIn(path) {
    try {
        return await send('GET', path, undefined, await accessToken());
    } catch (refusal) {
        if (refusal.status !== UNAUTHENTICATED) {
            throw refusal;
        }
        return send('GET', path, undefined, await accessToken(true));
    }
}

/** Says whether somebody is signed in here, or was before the page was loaded again. */
export function isKept() {
    return sessionStorage.getItem(KEPT) !== null;
}

/** Says that a provider has sent somebody back who is signed in. */
export function cameBack() {
    sessionStorage.setItem(KEPT, IN_COOKIE);
}

export async function signIn(email, password) {
    return welcome(await post('/auth/login', { email, password }));
}

/** Returns who was signed in before the page was loaded again. */
export function renew() {
    // Two at once would use one refresh token twice.
    renewing ??= renewed().finally(() => { renewing = null; });
    return renewing;
}

async function renewed() {
    const kept = sessionStorage.getItem(KEPT);
    if (kept === null) {
        throw new Refusal(UNAUTHENTICATED, { message: 'Sign in first.' });
    }
    try {
        return welcome(await post('/auth/refresh', kept === IN_COOKIE ? {} : { refreshToken: kept }));
    } catch (refusal) {
        if (refusal.isFinal) {
            forget();
        }
        throw refusal;
    }
}

function welcome({ data }) {
    access = { token: data.accessToken, until: Date.now() + data.expiresIn * 1000 };
    sessionStorage.setItem(KEPT, data.refreshToken ?? IN_COOKIE);
    return data.user;
}

/** Returns an access token that holds for a while yet, a new one where the server has refused the last. */
export async function accessToken(isRefused = false) {
    if (isRefused || access === null || access.until - Date.now() < CLOSE_TO_ITS_END) {
        await renew();
    }
    return access.token;
}

/** Signs out here at once, and at the server as soon as it hears of it. */
export async function signOut() {
    const kept = sessionStorage.getItem(KEPT);
    forget();
    await post('/auth/logout', kept === IN_COOKIE ? {} : { refreshToken: kept ?? '' }).catch(() => {});
}

function forget() {
    access = null;
    sessionStorage.removeItem(KEPT);
}
